import { notifyNever } from '../../diagnostics/codes/plm323-notify-never.ts';
import { tellsNobody } from '../../diagnostics/codes/plm325-tells-nobody.ts';
import type { Check } from '../../model/model.ts';
import type { Definitions } from '../definitions.ts';
import { provenanceOf } from '../provenance.ts';
import type { LimitTexts } from '../link/limits.ts';
import type { Rule } from './rule.ts';

const levels = ['critical', 'warning'] as const;

type Level = (typeof levels)[number];

const written = (texts: LimitTexts, level: Level): boolean =>
  [texts.above, texts.below, texts.atLeast, texts.atMost, texts.inside, texts.outside].some((form) => form?.[level] !== undefined);

/** The levels that a threshold, or an override of it, has a limit for; every one while it is not understood. */
const levelsOf = (threshold: string, { thresholds }: Definitions): readonly Level[] => {
  const entry = thresholds.get(threshold);
  if (entry === undefined || !entry.sound) return levels;
  const sources: readonly LimitTexts[] = [entry.value, ...(entry.value.overrides ?? [])];
  return levels.filter((level) => sources.some((texts) => written(texts, level)));
};

interface Possible {
  readonly by: string;
  readonly levels: readonly Level[];
}

/** The levels that what a check looks at can reach; undefined where only the daemon knows. */
const possibleLevels = ({ subject }: Check, definitions: Definitions): Possible | undefined => {
  switch (subject.kind) {
    case 'threshold':
      return { by: `\`${subject.threshold}\``, levels: levelsOf(subject.threshold, definitions) };
    case 'quorum':
      return { by: 'the quorum', levels: subject.warning === undefined ? ['critical'] : levels };
    case 'heartbeat':
      return { by: 'a heartbeat', levels: ['critical'] };
    case 'burnRate':
      return { by: 'the burn rate', levels: subject.tiers.map(({ severity }) => severity) };
    case 'probe':
    case 'command':
      return undefined;
  }
};

/**
 * A level that is told and never reached. Defaults of a folder name both levels, so that outside of thresholds it only matters when
 * none of the levels that are reached is told.
 */
const deadLevel = ({ notify, subject }: Check, possible: Possible): Level | undefined => {
  const told = levels.filter((level) => notify[level] !== undefined);
  if (subject.kind !== 'threshold' && told.some((level) => possible.levels.includes(level))) return undefined;
  return told.find((level) => !possible.levels.includes(level));
};

export const notifyLevels: Rule = {
  name: 'notify-levels',
  check: ({ definitions, models }, report) => {
    for (const model of models) {
      const { locate } = provenanceOf({ definitions }, model);
      for (const check of model.checks) {
        const entry = definitions.checks.get(check.id);
        const possible = possibleLevels(check, definitions);
        const { notify, stage, id } = check;
        if (entry === undefined) continue;
        const dead = possible && deadLevel(check, possible);
        if (dead !== undefined && possible !== undefined)
          report(notifyNever({ level: dead, by: possible.by }, locate({ kind: 'checks', id, field: `notify.${dead}` })));
        if (entry.sound && stage === 'live' && notify.critical === undefined && notify.warning === undefined)
          report(tellsNobody({ check: id }, entry.locate([])));
      }
    }
  },
};
