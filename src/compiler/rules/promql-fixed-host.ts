import { fixedHost } from '../../diagnostics/codes/plm374-fixed-host.ts';
import { type Expression, type Matcher, walk } from '../../promql/ast.ts';
import { watchingChecks } from '../analysis/check-expressions.ts';
import type { Rule } from './rule.ts';

const fixedOn = (tree: Expression | undefined, label: string): readonly Matcher[] =>
  tree === undefined
    ? []
    : [...walk(tree)].flatMap((node) =>
        node.kind === 'selector' ? node.matchers.filter((one) => one.label === label && one.op === '=') : [],
      );

/** The first two of them by name. */
const named = (hosts: readonly string[]): string => {
  const names = hosts.slice(0, 2).map((host) => `\`${host}\``);
  return hosts.length > 2 ? `${names.join(', ')} and ${hosts.length - 2} more` : names.join(' and ');
};

export const promqlFixedHost: Rule = {
  name: 'promql-fixed-host',
  check: (input, report) => {
    for (const { check, model, expression } of watchingChecks(input))
      for (const matcher of fixedOn(expression.analysis.tree, model.hostLabel)) {
        const blind = check.hosts.filter((host) => host !== matcher.value);
        if (blind.length > 0) report(fixedHost({ host: matcher.value, others: named(blind) }, expression.at(matcher)));
      }
  },
};
