import { z } from 'zod';
import { why } from './common.ts';
import { date, id, labelName, line, positiveDuration, word, zone } from './scalars.ts';

const targets = z.record(z.string(), z.record(z.string(), z.unknown()));

const environment = z.strictObject({
  why: why.optional(),
  targets: targets.optional().describe('Options per emitter that differ here; merged over the common ones, key by key.'),
});

const approvers = z.number().int().min(0).max(20).optional();
const approvals = z.strictObject({
  team: approvers.describe("Members of any team, the change's author not among them."),
  owner: approvers.describe('Members of each team that owns what changes.'),
  receiver: approvers.describe('Members of each team that is told, or no longer is.'),
  ops: approvers.describe('Members of the team that `policy.ops` names.'),
  security: approvers.describe('Members of the team that `policy.security` names.'),
});

const exception = z.strictObject({
  rule: z.enum(['pageNeedsRunbook', 'looserNeedsReason', 'newPageStartsDark']).describe('Name of the rule that need not be kept.'),
  on: id.describe('Id of the check.'),
  why,
  until: date.optional(),
});

const policy = z.strictObject({
  checksPerTeam: z.number().int().positive().optional().describe('More checks than this for one team is a warning.'),
  ops: id.optional().describe('Team that answers for the monitoring itself.'),
  security: id.optional().describe('Team that must see what executes something; `ops` when left out.'),
  approvals: z
    .strictObject({
      C0: approvals.optional(),
      C1: approvals.optional(),
      C2: approvals.optional(),
      C3: approvals.optional(),
      C4: approvals.optional(),
      C5: approvals.optional(),
      C6: approvals.optional(),
    })
    .optional()
    .describe('How many must agree, by class of change and by who they are; one of each that the class asks for when left out.'),
  budgets: z
    .strictObject({
      checksPerChange: z.number().int().positive().optional().describe('A change that touches more checks is refused.'),
      hostsPerChange: z.number().int().positive().optional().describe('A change that touches more hosts is refused.'),
      pagesPerWeek: z
        .record(id, z.number().positive())
        .optional()
        .describe('By team: how often it may be woken in a week. Held by nothing yet.'),
    })
    .optional(),
  rules: z
    .strictObject({
      pageNeedsRunbook: z.boolean().optional().describe('What wakes somebody says what to do; true when left out.'),
      looserNeedsReason: z.boolean().optional().describe('Limits that are loosened come with another `why`; true when left out.'),
      newPageStartsDark: z.boolean().optional().describe('A new check that wakes somebody is dark first; false when left out.'),
    })
    .optional(),
  exceptions: z.array(exception).readonly().optional().describe('Where a rule need not be kept, and why; each is shown in every report.'),
});

/** `plimsoll.yaml`. */
export const settingsSchema = z.strictObject({
  estate: id,
  why: why.optional(),
  title: line.optional(),
  zone: zone.optional().describe('Zone of schedules that name none; UTC when left out.'),
  every: positiveDuration.optional().describe('How often a check looks when it does not say; 1m when left out.'),
  hostLabel: labelName.optional().describe("Label that carries a host's id on every Prometheus series; `host` when left out."),
  environments: z.record(word, environment).describe('By name, which becomes a folder of the output.'),
  targets: targets.optional().describe('Options per emitter; an emitter without an entry is not built.'),
  policy: policy.optional(),
});

export type Settings = z.infer<typeof settingsSchema>;
