import type { HostDefinition } from '../../definitions/inventory.ts';

/** Where `part` ends in `text` when it is looked for from `from` on; -1 when it is not there. */
const endOf = (part: string, text: string, from: number): number => {
  const at = text.indexOf(part, from);
  return at < 0 ? -1 : at + part.length;
};

/** A pattern over whole ids: `*` stands for any run of characters, everything else for itself. Never looks back: no pattern is slow. */
export const globMatches = (glob: string, text: string): boolean => {
  const parts = glob.split('*');
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return text === glob;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  const inner = text.slice(0, text.length - last.length);
  return parts.slice(1, -1).reduce((at, part) => (at < 0 ? at : endOf(part, inner, at)), first.length) >= 0;
};

/** True when the host has every one of `labels`, with the same value. */
export const carriesLabels = (host: HostDefinition, labels: Readonly<Record<string, string>>): boolean =>
  Object.entries(labels).every(([name, value]) => host.labels?.[name] === value);
