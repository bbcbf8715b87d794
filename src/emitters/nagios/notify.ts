import type { Check } from '../../model/model.ts';
import { plainNotes } from '../../model/notes.ts';
import type { CheckLimits } from './limit-text.ts';

/** One field of a table that the notifier reads, which gives back exactly this text: `-` stands for none. */
export const field = (text: string): string => {
  if (text === '') return '-';
  const line = text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
  return line === '-' ? '\\-' : line;
};

/** What the notifier says of a check, whatever host it is on. */
export const checkRow = ({ id, owner, why, runbook, dashboard, notes }: Check, team: string, { everywhere }: CheckLimits) => ({
  id,
  owner,
  team: field(team),
  why: field(why),
  runbook: field(runbook ?? ''),
  dashboard: field(dashboard ?? ''),
  limits: field(everywhere),
  notes: field(plainNotes(notes ?? '')),
});

/** Limits that differ by host. */
export const limitRows = ({ id }: Check, { byHost }: CheckLimits): readonly Readonly<Record<'check' | 'host' | 'text', string>>[] =>
  byHost.map(({ host, text }) => ({ check: id, host, text: field(text) }));
