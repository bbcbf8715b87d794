import { droppedLabelInNotes } from '../../diagnostics/codes/plm373-dropped-label-in-notes.ts';
import { type Check, type Model } from '../../model/model.ts';
import { type Labels, labelState, noLabels } from '../../promql/labels.ts';
import { alertLabelNames } from '../analysis/alert-label-names.ts';
import { watchingChecks } from '../analysis/check-expressions.ts';
import { placesIn } from '../analysis/expressions.ts';
import type { Rule, RuleInput } from './rule.ts';

const reference = /\{\{-?\s*\$labels\.([A-Za-z_][A-Za-z0-9_]*)\s*-?\}\}/g;

interface Alerting {
  readonly check: Check;
  readonly labels: Labels;
}

/** Checks with the labels their alerts have for certain or for certain not; a burn rate adds everything up. */
const alerting = (input: RuleInput): readonly Alerting[] => [
  ...watchingChecks(input)
    .filter(({ expression }) => expression.analysis.type === 'instant vector')
    .map(({ check, expression }) => ({ check, labels: expression.analysis.labels })),
  ...input.models.flatMap((model: Model) =>
    model.checks.filter(({ subject }) => subject.kind === 'burnRate').map((check) => ({ check, labels: noLabels })),
  ),
];

/** `{{ $labels.x }}` in notes needs a label `x` on the alert. */
export const promqlNotes: Rule = {
  name: 'promql-notes',
  check: (input, report) => {
    for (const { check, labels } of alerting(input)) {
      const entry = input.definitions.checks.get(check.id);
      const notes = entry?.value.notes;
      if (entry === undefined || notes === undefined) continue;
      const at = placesIn(entry.locate(['notes']), notes);
      for (const { 0: text, 1: label = '', index } of notes.matchAll(reference)) {
        if (alertLabelNames.has(label) || labelState(labels, label) !== 'dropped') continue;
        report(droppedLabelInNotes({ label }, at({ start: index, end: index + text.length })));
      }
    }
  },
};
