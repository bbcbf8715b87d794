import { z } from 'zod';
import { ignoreList, why } from './common.ts';
import { zone } from './scalars.ts';

const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).readonly()]);

const rule = z.strictObject({
  days: oneOrMore(z.string()).optional().describe('`mon-fri`, `sat`, `all`; every day when left out.'),
  times: oneOrMore(z.string()).describe('`09:00-17:30`; `22:00-06:00` runs into the next day; `24:00` is midnight.'),
  months: oneOrMore(z.string()).optional().describe('`apr-oct`, `dec`.'),
  dates: oneOrMore(z.string()).optional().describe('`2026-12-24..2027-01-02`, `12-25` every year.'),
});

const exception = z.strictObject({
  dates: oneOrMore(z.string()),
  times: oneOrMore(z.string()).optional().describe('Hours that count instead; none when left out.'),
  why: why.optional(),
});

/** Named hours in one time zone. */
export const scheduleSchema = z.strictObject({
  why,
  zone: zone.optional().describe("The estate's zone when left out."),
  hours: z.array(rule).min(1).readonly(),
  except: z.array(exception).readonly().optional(),
  ignore: ignoreList,
});

export type ScheduleDefinition = z.infer<typeof scheduleSchema>;
