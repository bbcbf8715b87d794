import { z } from 'zod';
import { date, id, prose } from './scalars.ts';

/** Why this exists, for the person who is woken by it and the one who reviews it. */
export const why = prose.describe('Why this exists: shown in the page, the diff and the catalog.');
export const owner = id.describe('Id of the team that answers for it.');

/** Takes back one warning about the definition it stands in. */
export const ignoreList = z
  .array(z.strictObject({ code: z.string().describe('Code of the warning, such as PLM320.'), why, until: date.optional() }))
  .readonly()
  .optional()
  .describe('Warnings that are taken back here, each with a reason; errors cannot be.');

/** One id or several. */
export const idOrList = z.union([id, z.array(id).min(1).readonly()]);
/** Environments it exists in; all when left out. */
export const environments = z.array(id).min(1).readonly().optional();
