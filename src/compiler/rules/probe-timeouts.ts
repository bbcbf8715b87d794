import { limitBeyondTimeout } from '../../diagnostics/codes/plm335-limit-beyond-timeout.ts';
import { isMap } from '../../base/data.ts';
import { interpreted } from '../../base/interpreted.ts';
import { isOneSided, type LimitForm } from '../../model/limits.ts';
import { parseDuration } from '../../model/duration.ts';
import type { CheckSubject, MeasureThreshold, Model } from '../../model/model.ts';
import { probes } from '../../probes/registry.ts';
import { provenanceOf } from '../provenance.ts';
import type { Rule } from './rule.ts';

type ProbeSubject = Extract<CheckSubject, { kind: 'probe' }>;

/** The timeout of a probe that has one, its default where nothing is written. */
const timeoutOf = ({ probe, fields }: ProbeSubject): string | undefined => {
  const parsed = probes.get(probe)?.fields.safeParse(fields, interpreted);
  const data = parsed?.success === true && isMap(parsed.data) ? parsed.data['timeout'] : undefined;
  return typeof data === 'string' ? data : undefined;
};

/** Limits that only a time above them reaches. */
const upperEnds = (form: LimitForm): readonly number[] => {
  if (isOneSided(form))
    return form.form === 'above' || form.form === 'atLeast' ? [form.warning, form.critical].flatMap((b) => b?.value ?? []) : [];
  const ends = form.form === 'outside' ? ('high' as const) : ('low' as const);
  return [form.warning, form.critical].flatMap((interval) => interval?.[ends].value ?? []);
};

const highest = ({ variants }: MeasureThreshold): number =>
  Math.max(...variants.flatMap(({ limits }) => limits.flatMap(upperEnds)), Number.NEGATIVE_INFINITY);

const measuresTime = (probe: string, measure: string): boolean =>
  measure === 'responseTime' && probes.get(probe)?.measures[measure] !== undefined;

const beyond = (subject: ProbeSubject) => {
  if (subject.thresholds.length === 0) return [];
  const timeout = timeoutOf(subject);
  const seconds = (parseDuration(timeout ?? '') ?? Number.POSITIVE_INFINITY) / 1000;
  return subject.thresholds.flatMap((held) => {
    const limit = highest(held);
    return timeout !== undefined && measuresTime(subject.probe, held.measure) && limit >= seconds
      ? [{ measure: held.measure, limit: String(limit), timeout }]
      : [];
  });
};

/** No time beyond the timeout is ever measured. */
export const probeTimeouts: Rule = {
  name: 'probe-timeouts',
  check: ({ definitions, models }, report) => {
    const told = new Set<string>();
    const look = (model: Model): void => {
      const { locate } = provenanceOf({ definitions }, model);
      for (const { id, subject } of model.checks) {
        if (subject.kind !== 'probe') continue;
        for (const found of beyond(subject)) {
          const field = `thresholds.${found.measure}`;
          if (told.has(`${id} ${field}`)) continue;
          told.add(`${id} ${field}`);
          report(limitBeyondTimeout(found, locate({ kind: 'checks', id, field })));
        }
      }
    };
    for (const model of models) look(model);
  },
};
