import { z } from 'zod';
import { why } from './common.ts';
import { id, labelName, line, positiveDuration, word, zone } from './scalars.ts';

const targets = z.record(z.string(), z.record(z.string(), z.unknown()));

const environment = z.strictObject({
  why: why.optional(),
  targets: targets.optional().describe('Options per emitter that differ here; merged over the common ones, key by key.'),
});

const policy = z.strictObject({
  checksPerTeam: z.number().int().positive().optional().describe('More checks than this for one team is a warning.'),
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
