import { notifyNever } from '../../diagnostics/codes/plm323-notify-never.ts';
import { tellsNobody } from '../../diagnostics/codes/plm325-tells-nobody.ts';
import type { Check } from '../../model/model.ts';
import type { Definitions } from '../definitions.ts';
import type { LimitTexts } from '../link/limits.ts';
import type { Rule } from './rule.ts';

const levels = ['critical', 'warning'] as const;

type Level = (typeof levels)[number];

const written = (texts: LimitTexts, level: Level): boolean =>
  [texts.above, texts.below, texts.atLeast, texts.atMost, texts.inside, texts.outside].some((form) => form?.[level] !== undefined);

/** A level the check asks to be told of, and that no limit of its threshold, nor of an override of it, gives. */
const deadLevel = ({ notify, subject }: Check, { thresholds }: Definitions): Level | undefined => {
  const entry = subject.kind === 'threshold' ? thresholds.get(subject.threshold) : undefined;
  if (entry === undefined || !entry.sound) return undefined;
  const threshold = entry.value;
  const sources: readonly LimitTexts[] = [threshold, ...(threshold.overrides ?? [])];
  return levels.find((level) => notify[level] !== undefined && !sources.some((texts) => written(texts, level)));
};

export const notifyLevels: Rule = {
  name: 'notify-levels',
  check: ({ definitions, models }, report) => {
    for (const { checks } of models)
      for (const check of checks) {
        const entry = definitions.checks.get(check.id);
        const level = deadLevel(check, definitions);
        const { subject, notify, stage, id } = check;
        if (entry === undefined) continue;
        if (level !== undefined && subject.kind === 'threshold')
          report(notifyNever({ level, threshold: subject.threshold }, entry.locate(['notify', level])));
        if (entry.sound && stage === 'live' && notify.critical === undefined && notify.warning === undefined)
          report(tellsNobody({ check: id }, entry.locate([])));
      }
  },
};
