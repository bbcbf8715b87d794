import type { Bound, Interval, LimitForm, Limits } from '../../model/limits.ts';
import type { NagiosProbe, ProbeRequest, Word } from '../probe.ts';

const flagOf = {
  above: '--above',
  below: '--below',
  atLeast: '--at-least',
  atMost: '--at-most',
  outside: '--outside',
  inside: '--inside',
} as const;

const boundText = (bound: Bound | Interval): string => ('low' in bound ? `${bound.low.text}..${bound.high.text}` : bound.text);

const levelsOf = (form: LimitForm): readonly (readonly [string, Bound | Interval | undefined])[] => [
  ['warning', form.warning],
  ['critical', form.critical],
  ['clear', 'clear' in form ? form.clear : undefined],
];

const formArguments = (form: LimitForm): readonly string[] => {
  const parts = levelsOf(form).flatMap(([level, bound]) => (bound === undefined ? [] : [`${level}=${boundText(bound)}`]));
  return parts.length === 0 ? [] : [flagOf[form.form], parts.join(',')];
};

/** Limits as our own programs take them: every form, to the letter. */
export const limitArguments = (limits: Limits): readonly string[] => limits.flatMap(formArguments);

export const hasClear = (limits: Limits): boolean => limits.some((form) => 'clear' in form && form.clear !== undefined);

/** Has any measure a limit that a value could reach? */
export const hasLimits = (limits: ProbeRequest<unknown>['limits']): boolean =>
  Object.values(limits).some((of) => of.some(({ warning, critical }) => warning !== undefined || critical !== undefined));

const oneStateForAll = 'Nagios knows one state for all measures together, so `clear` of one also holds what another has raised.';

/** Longer than any look takes, shorter than check_nrpe waits. */
const timeoutSeconds = '10';

/** How `plimsoll-check-host` looks: it knows every form of limits on every measure, and `clear`. */
export const ownProgram = (what: string, fields: readonly Word[], { limits }: Pick<ProbeRequest<unknown>, 'limits'>): NagiosProbe => {
  const held = Object.entries(limits).filter(([, of]) => of.length > 0);
  const clears = held.some(([, of]) => hasClear(of));
  return {
    kind: 'plugin',
    plugin: 'plimsoll-check-host',
    from: 'plimsoll',
    local: true,
    words: [
      what,
      ...fields,
      ...held.flatMap(([measure, of]) => ['--measure', measure, ...limitArguments(of)]),
      ...(clears ? ['--previous', { reference: 'state' } as const] : []),
      '--timeout',
      timeoutSeconds,
    ],
    differences: clears && held.length > 1 ? [oneStateForAll] : [],
  };
};
