import { invariant } from '../../base/invariant.ts';
import { marked, type YamlData } from '../yaml-writer.ts';
import { type Matcher, present, printMatcher } from './matchers.ts';

/** While an alert matches `source`, those that match `target` and have the same values of `equal` tell nobody. */
export interface InhibitRule {
  /** Of `EmitContext.mark`. */
  readonly mark?: string;
  readonly source: readonly Matcher[];
  readonly target: readonly Matcher[];
  readonly equal: readonly string[];
}

const asksFor = (matchers: readonly Matcher[], label: string): boolean =>
  matchers.some((matcher) => matcher.label === label && matcher.values.has('') !== matcher.is);

/** The same host, or the same check: labels that both alerts must carry. */
export const onSame = (labels: readonly string[], source: readonly Matcher[], target: readonly Matcher[]): Omit<InhibitRule, 'mark'> => {
  const asked = (side: readonly Matcher[]) => [...side, ...labels.filter((label) => !asksFor(side, label)).map(present)];
  return { source: asked(source), target: asked(target), equal: labels };
};

/** Alertmanager takes a label that both alerts lack for equal, so that each in `equal` has to be asked for on both sides. */
export const printInhibitRule = ({ mark, source, target, equal }: InhibitRule): YamlData => {
  invariant(
    equal.every((label) => asksFor(source, label) && asksFor(target, label)),
    'an inhibition asks for every label that has to be equal',
  );
  const map = {
    source_matchers: source.map(printMatcher),
    target_matchers: target.map(printMatcher),
    equal: equal.length === 0 ? undefined : equal,
  };
  return mark === undefined ? map : marked(mark, map);
};
