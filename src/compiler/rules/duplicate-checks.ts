import { duplicateCheck } from '../../diagnostics/codes/plm319-duplicate-check.ts';
import type { Check } from '../../model/model.ts';
import type { Rule } from './rule.ts';

/** What a check looks at, so that two that look at the same have the same text. */
const subjectKey = ({ subject }: Check): string => {
  switch (subject.kind) {
    case 'threshold':
      return `threshold ${subject.metric} ${JSON.stringify(subject.variants.map(({ limits }) => limits))}`;
    case 'probe':
      return `probe ${subject.probe} ${JSON.stringify(subject.fields)} ${JSON.stringify(subject.thresholds.map(({ measure }) => measure))}`;
    case 'heartbeat':
      return subject.metric === undefined ? '' : `heartbeat ${subject.metric}`;
    case 'quorum':
    case 'burnRate':
    case 'command':
      return JSON.stringify(subject);
  }
};

/** Two checks that differ in this look at different things; it costs less to write down than all they look at. */
const roughKey = ({ subject }: Check): string => {
  if (subject.kind === 'threshold') return `threshold ${subject.metric}`;
  return subject.kind === 'probe' ? `probe ${subject.probe}` : subject.kind;
};

/** Checks that share a rough key with another. */
const comparable = (checks: readonly Check[]): readonly Check[] => {
  const counts = new Map<string, number>();
  const keys = checks.map(roughKey);
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return checks.filter((_, i) => (counts.get(keys[i] ?? '') ?? 0) > 1);
};

export const duplicateChecks: Rule = {
  name: 'duplicate-checks',
  check: ({ definitions, models }, report) => {
    for (const model of models) {
      const seen = new Map<string, Map<string, string>>();
      for (const check of comparable(model.checks)) {
        const key = subjectKey(check);
        if (key === '') continue;
        const places = check.hosts.length === 0 ? [model.estate] : check.hosts;
        const known = seen.get(key) ?? new Map<string, string>();
        seen.set(key, known);
        const host = places.find((one) => known.has(one));
        const other = known.get(host ?? '');
        const [entry, first] = [definitions.checks.get(check.id), definitions.checks.get(other ?? '')];
        if (host !== undefined && other !== undefined && entry && first)
          report(duplicateCheck({ check: check.id, other, host }, entry.locate([]), [{ span: first.locate([]), label: 'the other one' }]));
        else for (const place of places) known.set(place, check.id);
      }
    }
  },
};
