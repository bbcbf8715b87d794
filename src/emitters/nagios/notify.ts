import type { Check } from '../../model/model.ts';
import { plainNotes } from '../../model/notes.ts';

/** One field of a table that awk reads: no tab, no line end. */
const field = (text: string): string => {
  const line = text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return line === '' ? '-' : line;
};

/** What the notifier says of a check, whatever host it is on. */
export const checkRow = ({ id, owner, why, runbook, dashboard, notes }: Check) => ({
  id,
  owner,
  why: field(why),
  runbook: field(runbook ?? ''),
  dashboard: field(dashboard ?? ''),
  notes: field(plainNotes(notes ?? '')),
});
