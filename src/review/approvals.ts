import { z } from 'zod';
import type { Approvals } from './gate.ts';

const name = z.string().min(1).max(100);

/** The file that `gate --approvals` reads. */
export const approvalsSchema = z.strictObject({
  version: z.literal(1),
  authors: z.array(name).readonly().describe('Everybody who wrote a part of the change; nobody agrees to their own.'),
  approvals: z
    .array(z.strictObject({ by: name, output: z.string().max(200).describe('Digest of the output that was agreed to.') }))
    .readonly(),
});

/** Reads an approvals file; a text says why it cannot be one. */
export const parseApprovals = (text: string): Approvals | string => {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  const parsed = approvalsSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `${issue?.path.map(String).join('.') || 'it'}: ${issue?.message ?? 'it has another shape'}`;
};
