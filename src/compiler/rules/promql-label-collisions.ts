import { labelOverwritten } from '../../diagnostics/codes/plm375-label-overwritten.ts';
import type { Stage } from '../../model/model.ts';
import { type Expression, type Place, walk } from '../../promql/ast.ts';
import { ruleLabelNames } from '../analysis/alert-label-names.ts';
import { watchingChecks } from '../analysis/check-expressions.ts';
import { whole } from '../analysis/expressions.ts';
import type { Rule } from './rule.ts';

/** Where the expression asks for `label`. */
const askedAt = (tree: Expression, label: string): Place | undefined => {
  for (const node of walk(tree)) {
    const list = node.kind === 'aggregation' ? node.grouping?.labels : node.kind === 'binary' ? node.matching?.include : undefined;
    const found = list?.find(({ name }) => name === label);
    if (found !== undefined) return found;
  }
  return undefined;
};

const overwrites = (label: string, stage: Stage): boolean => ruleLabelNames.has(label) || (label === 'stage' && stage === 'dark');

/** Only labels that the expression itself tells series apart by: any other series of one host differ in more. */
export const promqlLabelCollisions: Rule = {
  name: 'promql-label-collisions',
  check: (input, report) => {
    for (const { check, expression } of watchingChecks(input)) {
      const { tree, labels } = expression.analysis;
      if (tree === undefined || check.subject.kind === 'heartbeat') continue;
      for (const label of labels.kept)
        if (overwrites(label, check.stage)) report(labelOverwritten({ label }, expression.at(askedAt(tree, label) ?? whole(expression))));
    }
  },
};
