import { z } from 'zod';
import { environments, ignoreList, why } from './common.ts';
import { address, id, labelName, labelValue } from './scalars.ts';

export const hostSchema = z.strictObject({
  why: why.optional(),
  address: address.optional().describe("The host's id when left out."),
  labels: z.record(labelName, labelValue).optional(),
  parents: z.array(id).readonly().optional().describe('Hosts without which this one cannot be reached.'),
  groups: z.array(id).readonly().optional(),
  environments,
  ignore: ignoreList,
});

export const groupSchema = z.strictObject({
  why: why.optional(),
  hosts: z.array(id).readonly().optional(),
  groups: z.array(id).readonly().optional().describe('Groups whose members belong here too.'),
  match: z
    .union([z.string(), z.array(z.string()).readonly()])
    .optional()
    .describe('Patterns over host ids; `*` stands for any run of characters.'),
  labels: z.record(labelName, labelValue).optional().describe('Hosts that carry all of these labels.'),
  ignore: ignoreList,
});

export type HostDefinition = z.infer<typeof hostSchema>;
export type GroupDefinition = z.infer<typeof groupSchema>;
