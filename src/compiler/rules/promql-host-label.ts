import { hostLabelDropped } from '../../diagnostics/codes/plm372-host-label-dropped.ts';
import { type Expression, type Place, walk } from '../../promql/ast.ts';
import { labelsOf, labelState } from '../../promql/labels.ts';
import { type Watching, watchingChecks } from '../analysis/check-expressions.ts';
import { soundExpressions } from '../analysis/expressions.ts';
import type { Rule, RuleInput } from './rule.ts';

/** The innermost part that has lost `label`. */
const lostIn = (tree: Expression, label: string): Place => {
  const lost = [...walk(tree)].findLast((node) => node.kind === 'aggregation' && labelState(labelsOf(node), label) === 'dropped');
  return lost?.kind === 'aggregation' ? (lost.grouping ?? lost.op) : tree;
};

/** The counters of every check of every environment that has a burn rate. */
const countingChecks = ({ definitions, models }: RuleInput): readonly Watching[] => {
  const counters = soundExpressions(definitions).filter(({ role }) => role === 'counter');
  return models.flatMap((model) => {
    const burning = new Map(model.checks.filter(({ subject }) => subject.kind === 'burnRate').map((check) => [check.id, check]));
    return counters.flatMap((expression) => {
      const check = burning.get(expression.id);
      return check === undefined ? [] : [{ check, model, expression }];
    });
  });
};

/** A metric, and a counter, has one series per host where checks run on hosts; a condition may look at them all together. */
export const promqlHostLabel: Rule = {
  name: 'promql-host-label',
  check: (input, report) => {
    for (const { check, model, expression } of [...watchingChecks(input), ...countingChecks(input)]) {
      const { tree, labels, type } = expression.analysis;
      if (expression.role === 'condition' || check.hosts.length === 0 || type !== 'instant vector' || tree === undefined) continue;
      if (labelState(labels, model.hostLabel) !== 'dropped') continue;
      const runs = { span: input.definitions.checks.get(check.id)?.locate(['on']), label: 'runs on hosts here' };
      const related = runs.span === undefined ? [] : [{ span: runs.span, label: runs.label }];
      report(hostLabelDropped({ label: model.hostLabel }, expression.at(lostIn(tree, model.hostLabel)), related));
    }
  },
};
