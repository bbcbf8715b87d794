import { notifyNever } from '../../diagnostics/codes/plm323-notify-never.ts';
import { tellsNobody } from '../../diagnostics/codes/plm325-tells-nobody.ts';
import { hasLevel } from '../../model/limits.ts';
import type { Check } from '../../model/model.ts';
import type { Rule } from './rule.ts';

const levels = ['critical', 'warning'] as const;

/** A level the check asks to be told of, and that its limits never give. */
const deadLevel = ({ notify, subject }: Check): (typeof levels)[number] | undefined => {
  if (subject.kind !== 'threshold') return undefined;
  return levels.find((level) => notify[level] !== undefined && !subject.variants.some(({ limits }) => hasLevel(limits, level)));
};

export const notifyLevels: Rule = {
  name: 'notify-levels',
  check: ({ definitions, models }, report) => {
    for (const { checks } of models)
      for (const check of checks) {
        const entry = definitions.checks.get(check.id);
        const level = deadLevel(check);
        const { subject, notify, stage, id } = check;
        if (entry === undefined) continue;
        if (level !== undefined && subject.kind === 'threshold')
          report(notifyNever({ level, threshold: subject.threshold }, entry.locate(['notify', level])));
        if (stage === 'live' && notify.critical === undefined && notify.warning === undefined)
          report(tellsNobody({ check: id }, entry.locate([])));
      }
  },
};
