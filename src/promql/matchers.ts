import type { Matcher, Selector } from './ast.ts';
import type { Complain } from './problem.ts';
import { matchesEmpty, regexProblem } from './regex.ts';

const takesEmpty = ({ op, value }: Matcher): boolean => {
  switch (op) {
    case '=':
      return value === '';
    case '!=':
      return value !== '';
    case '=~':
      return matchesEmpty(value);
    case '!~':
      return !matchesEmpty(value);
  }
};

const checkRegex = (matcher: Matcher, complain: Complain): void => {
  if (!matcher.op.endsWith('~')) return;
  const problem = regexProblem(matcher.value);
  if (problem !== undefined) complain('regexp', matcher.valuePlace, problem);
};

/** Regular expressions that RE2 reads, a name given once, and at least one matcher that an absent label fails. */
export const checkSelector = (selector: Selector, complain: Complain): void => {
  if (selector.name?.toLowerCase() === 'atan2') complain('syntax', selector, `\`${selector.name}\` is an operator, not a metric`);
  for (const matcher of selector.matchers) checkRegex(matcher, complain);
  const named = selector.matchers.find(({ label }) => label === '__name__');
  if (selector.name !== undefined && named !== undefined) {
    complain('selector', named, [`the metric is named twice: \`${selector.name}\` and \`${named.value}\``, 'remove one of the two']);
  }
  if (selector.name === undefined && selector.matchers.every(takesEmpty)) {
    complain('selector', selector, ['this selects every series there is', 'name the metric, or add a matcher that an empty value fails']);
  }
};
