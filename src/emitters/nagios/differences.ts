import { printDuration } from '../../model/duration.ts';
import type { Check } from '../../model/model.ts';
import type { EscalationPlan } from './escalations.ts';
import type { ServiceScope } from './service-scope.ts';
import type { Realised } from './subjects/realised.ts';

/** Where the check in Nagios is only nearly what was asked: one sentence, and the field of the check that asked. */
export interface Difference {
  readonly field: string;
  readonly text: string;
}

const patience = ({ timing }: Check, { silenceMs, countsLooks }: Realised): readonly Difference[] => {
  const waitedMs = (timing.attempts - 1) * timing.retryMs;
  if (silenceMs !== undefined && countsLooks !== true)
    return timing.forMs === 0
      ? []
      : [{ field: 'for', text: 'Silence, and what is handed in, is told at once: a passive check has no looks to count.' }];
  if (waitedMs === timing.forMs) return [];
  return [
    {
      field: 'for',
      text: `A problem must last ${printDuration(waitedMs)}, not ${printDuration(timing.forMs)}: Nagios counts whole looks.`,
    },
  ];
};

const keeping = ({ timing }: Check): readonly Difference[] =>
  timing.keepMs === undefined || timing.keepMs === 0
    ? []
    : [{ field: 'keepFor', text: 'One good look ends the problem: Nagios has nothing like `keepFor`.' }];

const delaying = ({ firstDelayMs = 0, notify }: Check): readonly Difference[] =>
  firstDelayMs === 0
    ? []
    : [
        {
          field: 'notifyAfter',
          text:
            'It is told at the first look after `notifyAfter`' +
            (notify.critical !== undefined && notify.warning === undefined
              ? ', and a warning before it, though nobody is told, counts towards it.'
              : ', counted from the last good look whatever the level was since.'),
        },
      ];

const hours = ({ during }: Check, { periodOf }: Pick<ServiceScope, 'periodOf'>): readonly Difference[] => {
  const difference = during === undefined ? undefined : periodOf(during).difference;
  return difference === undefined ? [] : [{ field: 'during', text: difference }];
};

const escalating = ({ notify }: Check, { stages }: EscalationPlan): readonly Difference[] =>
  stages.length === 0 || notify.critical === undefined || notify.warning === undefined
    ? []
    : [
        {
          field: 'notify',
          text: 'An escalation comes earlier when the problem goes between warning and critical: Nagios counts what it tells.',
        },
      ];

/** Where everything around the look itself differs from what was asked. */
export const differencesOf = (
  check: Check,
  { realised, escalation }: { readonly realised: Realised; readonly escalation: EscalationPlan },
  scope: Pick<ServiceScope, 'periodOf'>,
): readonly Difference[] => [
  ...realised.differences.map((text) => ({ field: check.subject.kind, text })),
  ...patience(check, realised),
  ...keeping(check),
  ...delaying(check),
  ...hours(check, scope),
  ...escalating(check, escalation),
];
