import type { Check } from '../../model/model.ts';
import { type Problem, unknownSeverity } from '../alert-labels.ts';
import { prometheusDuration } from '../prometheus-duration.ts';
import { recordedHost } from './expected-hosts.ts';
import { tellsUnknown } from './expectation.ts';
import type { TestSeries } from './measured.ts';
import type { AlertPlan, CheckPlan, Expectation, Reaction, TestPlan } from './plan.ts';
import type { Planning } from './planning.ts';
import type { Labels, Part, Text } from './text.ts';

/** How the age of an answer shows. */
export interface Ageing {
  /** Present for a host whose answer is too old; its value is when the answer came. */
  readonly expr: string;
  readonly afterMs: number;
  /** The series that tells the age; undefined where unit tests cannot make it old. */
  readonly series?: (host: string) => string;
}

/** How it shows that a check has an answer. */
export interface Answer {
  readonly title: string;
  /** A series per host while there is one. Binds tighter than a comparison. */
  readonly seen: string;
  /** Values of which NaN is no answer. */
  readonly numbers: readonly string[];
  /** Is what is seen such a value itself? Then a test makes it NaN. */
  readonly isNumber: boolean;
  readonly ageing?: Ageing;
  /** The series that `seen` and `numbers` show, with a value that raises nothing. */
  readonly input: (host: string | undefined) => TestSeries & { readonly good: number };
  readonly gives: readonly string[];
  readonly reads: readonly string[];
}

/** A failed scrape or two is no finding; otherwise as patient as the check is with what it does find. */
const waitOf = ({ timing, firstDelayMs = 0 }: Check, { scrapeMs }: Planning): number => Math.max(2 * scrapeMs, timing.forMs) + firstDelayMs;

const named = (problem: Problem, expr: string): string => `label_replace(${expr}, "problem", "${problem}", "", "")`;

const expressionOf = ({ seen, numbers, ageing }: Answer, check: Check, { expected, hostLabel }: Planning): string => {
  const everyHost = check.hosts.length === 0 ? undefined : expected.of(check);
  const missing = everyHost === undefined ? `vector(1) unless on () ${seen}` : `${everyHost} unless on (${hostLabel}) ${seen}`;
  const useless = [
    ...numbers.map((number) => named('nan', `${number} != ${number}`)),
    ...(ageing === undefined ? [] : [named('stale', ageing.expr)]),
  ];
  const any = useless.length > 1 ? `(\n${useless.join('\nor ')}\n)` : useless.join('');
  const among = useless.length === 0 || everyHost === undefined ? '' : ` and on (${hostLabel}) ${everyHost}`;
  return [named('missing', missing), ...(useless.length === 0 ? [] : [`${any}${among}`])].join('\nor ');
};

const reasons = ({ numbers, ageing }: Answer): Part => ({
  kind: 'cases',
  name: 'problem',
  cases: [
    ...(numbers.length === 0 ? [] : [{ values: ['nan'], text: 'what is measured is no number' }]),
    ...(ageing === undefined ? [] : [{ values: ['stale'], text: `the last answer is older than ${prometheusDuration(ageing.afterMs)}` }]),
  ],
  otherwise: 'there is no series',
});

const descriptionOf = (answer: Answer, { hostLabel }: Planning): Text => [
  `${answer.title} gives no answer`,
  { kind: 'where', name: hostLabel },
  ': ',
  reasons(answer),
  '.',
];

/** An answer; none; one that is no number; one that is too old. */
const phaseOf: Readonly<Record<Problem, number>> = { missing: 1, nan: 2, stale: 3 };

interface Tried {
  readonly check: Check;
  readonly planning: Planning;
  readonly answer: Answer;
  readonly host: string | undefined;
  readonly phases: number;
}

const every = ({ phases }: Tried, value: (phase: number) => number): readonly number[] =>
  Array.from({ length: phases }, (_, i) => value(i));

const expectationOf = (tried: Tried): Expectation | undefined => {
  const { answer, check, planning, host } = tried;
  if (host === undefined) return undefined;
  const { series, under } = planning.expected.series(check, host);
  const age = answer.ageing?.series?.(host);
  const old = -Math.ceil((answer.ageing?.afterMs ?? 0) / 1000) - 1;
  const ageing = age === undefined ? [] : [{ series: age, values: every(tried, (phase) => (phase === phaseOf.stale ? old : 1e9)) }];
  const aged = age === undefined ? [] : [age];
  return {
    inputs: [{ series, values: every(tried, () => 1) }, ...ageing],
    under: [under, ...aged],
    reads: [...planning.expected.under(check), ...aged],
  };
};

const reactionsOf = (alert: AlertPlan, tried: Tried, seen: Labels): readonly Reaction[] => {
  const { planning, host, phases, answer } = tried;
  const own: Labels = host === undefined ? {} : { [planning.hostLabel]: host };
  const old = -Math.ceil((answer.ageing?.afterMs ?? 0) / 1000) - 1;
  const all: readonly (readonly [Problem, number, Labels])[] = [
    ['missing', 1, own],
    ['nan', Number.NaN, seen],
    ['stale', old, own],
  ];
  return all
    .filter(([problem]) => phaseOf[problem] < phases && (problem !== 'nan' || answer.isNumber))
    .map(([problem, value, from]) => ({
      alert,
      labels: { ...from, problem },
      active: Array.from({ length: phases }, (_, phase) => phase === phaseOf[problem]),
      values: every(tried, () => value),
    }));
};

const testOf = (alert: AlertPlan, answer: Answer, { check, planning }: { check: Check; planning: Planning }): TestPlan => {
  const host = check.hosts[0];
  const isAged = host !== undefined && answer.ageing?.series !== undefined;
  const tried = { check, planning, answer, host, phases: isAged ? 4 : answer.isNumber ? 3 : 2 };
  const { series, labels, good } = answer.input(host);
  const expects = expectationOf(tried);
  const values = [good, undefined, answer.isNumber ? Number.NaN : good, good].slice(0, tried.phases);
  return {
    inputs: [{ series, values }],
    reactions: reactionsOf(alert, tried, labels),
    phases: tried.phases,
    lookbackMs: 0,
    ...(expects === undefined ? {} : { expects }),
    gives: [...answer.gives, ...(host === undefined ? [] : [recordedHost])],
    reads: answer.reads,
  };
};

/** The alert that a check has no answer; none where nobody wants to hear it. */
export const planCompanion = (answer: Answer, check: Check, planning: Planning): CheckPlan => {
  if (!tellsUnknown(check)) return { records: [], alerts: [], tests: () => [] };
  const alert: AlertPlan = {
    level: unknownSeverity,
    expr: expressionOf(answer, check, planning),
    lastsMs: waitOf(check, planning),
    labels: {},
    summary: `${answer.title} gives no answer.`,
    description: descriptionOf(answer, planning),
  };
  return { records: [], alerts: [alert], tests: () => [testOf(alert, answer, { check, planning })] };
};
