import { alertLabels } from '../alert-labels.ts';
import type { Options } from './options.ts';

/** An option that makes no sense beside the others, in the words of its diagnostic. */
export interface OptionProblem {
  readonly option: string;
  /** What to point at, where the option itself is not there. */
  readonly at?: string;
  readonly problem: string;
  readonly why: string;
  readonly help: string;
}

export type Ruler = NonNullable<Options['ruler']>;

/** What evaluates the rules. */
export const rulerOf = ({ ruler, output }: Options): Ruler => ruler ?? (output.kind === 'namespaces' ? 'mimir' : 'prometheus');

const without = (option: string, meaning: string, help: string): OptionProblem => ({
  option,
  problem: `means nothing ${meaning}`,
  why: 'an option that changes nothing is a mistake, or a leftover of one',
  help,
});

const meaningless = ({ output }: Options, ruler: Ruler): readonly OptionProblem[] => [
  ...(['labels', 'namespace'] as const)
    .filter((key) => output.kind !== 'objects' && output[key] !== undefined)
    .map((key) => without(`output.${key}`, `for \`${output.kind}\``, 'remove it, or ask for `kind: objects`')),
  ...(output.kind === 'files' && output.prefix !== undefined
    ? [without('output.prefix', 'for `files`', 'remove it: files are named by their team')]
    : []),
  ...(['rulesPerGroup', 'groupsPerTenant'] as const)
    .filter((key) => ruler !== 'mimir' && output[key] !== undefined)
    .map((key) => without(`output.${key}`, `for \`${ruler}\``, 'remove it, or declare `ruler: mimir`')),
];

const unlabelled = ({ output: { kind, labels = {} } }: Options): readonly OptionProblem[] =>
  kind === 'objects' && Object.keys(labels).length === 0
    ? [
        {
          option: 'output.labels',
          at: 'output.kind',
          problem: 'is missing',
          why: 'the operator takes only objects whose labels its `ruleSelector` asks for, and passes over all others without a word',
          help: 'give the labels of `spec.ruleSelector` of your Prometheus object, such as `release: NAME` or `role: alert-rules`',
        },
      ]
    : [];

const wrongRuler = ({ output }: Options, ruler: Ruler): readonly OptionProblem[] =>
  output.kind === 'namespaces' && ruler !== 'mimir'
    ? [
        {
          option: 'ruler',
          problem: `is \`${ruler}\`, which has no namespaces`,
          why: 'a file with the key `namespace` is refused by everything but `mimirtool` and `cortextool`',
          help: 'remove `ruler`, or ask for `kind: files`',
        },
      ]
    : [];

/** The description of the object's own schema says so. */
const ignoredByOperator = ({ output, groups }: Options, ruler: Ruler): readonly OptionProblem[] =>
  output.kind === 'objects' && ruler === 'thanos'
    ? (['queryOffset', 'labels'] as const)
        .filter((key) => groups[key] !== undefined)
        .map((key) => ({
          option: `groups.${key}`,
          problem: 'is dropped by the operator for Thanos Ruler',
          why: 'rules would run without it and nobody would be told',
          help: 'remove it',
        }))
    : [];

const takenLabels = ({ groups }: Options): readonly OptionProblem[] =>
  Object.keys(groups.labels ?? {})
    .filter((label) => alertLabels.some((one) => one === label))
    .map((label) => ({
      option: `groups.labels.${label}`,
      problem: 'is a label that every rule sets itself',
      why: "a rule's own label takes precedence over that of its group",
      help: 'choose another name',
    }));

const ownAnnotations: readonly string[] = ['summary', 'description', 'why', 'notes', 'owner'];

const takenAnnotations = ({ annotations }: Options): readonly OptionProblem[] =>
  (['runbook', 'dashboard'] as const)
    .filter((key) => ownAnnotations.includes(annotations[key]) || (key === 'dashboard' && annotations.dashboard === annotations.runbook))
    .map((key) => ({
      option: `annotations.${key}`,
      problem: `is \`${annotations[key]}\`, which is the name of another annotation`,
      why: 'one of the two would be lost',
      help: 'choose another name',
    }));

export const optionProblems = (options: Options): readonly OptionProblem[] => {
  const ruler = rulerOf(options);
  return [
    ...unlabelled(options),
    ...wrongRuler(options, ruler),
    ...meaningless(options, ruler),
    ...ignoredByOperator(options, ruler),
    ...takenLabels(options),
    ...takenAnnotations(options),
  ];
};
