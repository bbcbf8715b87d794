import { compareText } from '../../base/compare.ts';
import { sharing } from '../../base/share.ts';
import { baseBroken } from '../../diagnostics/codes/plm501-base-broken.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceTexts } from '../../diagnostics/span.ts';
import type { Settings } from '../../definitions/settings.ts';
import type { Model } from '../../model/model.ts';
import type { EnvironmentReview, ReviewDocument } from '../../review/document.ts';
import { requirementsOf } from '../../review/gate.ts';
import { withMachinery } from '../../review/machinery.ts';
import { makePlan } from '../../review/make-plan.ts';
import type { PlannedChange } from '../../review/plan.ts';
import { type Policy, usualPolicy } from '../../review/policy.ts';
import { withUnexplained } from '../../review/unexplained.ts';
import { judgeByPolicy } from '../../review/violations.ts';
import { type CompileTree, hasErrors, type ProjectContext } from '../context.ts';
import { unknownNames } from '../names.ts';
import { agreedOutput } from './agreed-output.ts';
import type { ModelPair } from './output.ts';
import { type Outputs, startOutputs, type WorthThread } from './outputs.ts';
import { type Compared, compileSides, type Sides } from './sides.ts';
import { templateChanges } from './template-changes.ts';
import { sourceFinder } from './written.ts';

/** A review, or what stands in its way. */
export interface Reviewed {
  readonly diagnostics: readonly Diagnostic[];
  /** Texts that the diagnostics are about. */
  readonly sources: SourceTexts;
  readonly document?: ReviewDocument;
  /** Policy and teams of the base, by environment: who may agree. */
  readonly base?: { readonly policy: Policy; readonly models: readonly Model[] };
}

/** What is compared, and on which day: exceptions end. */
export type ReviewRequest = Compared & {
  readonly environment?: string;
  readonly today: string;
  readonly worthThread?: WorthThread;
};

/** The policy that settings ask for, with what is usual where they say nothing. */
export const policyOf = (settings: Settings | undefined): Policy => {
  const { ops, security, approvals = {}, budgets = {}, rules = {}, exceptions = [] } = settings?.policy ?? {};
  const usual = usualPolicy.rules;
  return {
    ops,
    security,
    approvals,
    budgets,
    rules: {
      pageNeedsRunbook: rules.pageNeedsRunbook ?? usual.pageNeedsRunbook,
      looserNeedsReason: rules.looserNeedsReason ?? usual.looserNeedsReason,
      newPageStartsDark: rules.newPageStartsDark ?? usual.newPageStartsDark,
    },
    exceptions,
  };
};

/** An environment that one side does not have: nothing is defined in it. */
const emptyLike = (model: Model, estate = model.estate): Model => ({
  ...model,
  estate,
  teams: [],
  hosts: [],
  groups: [],
  schedules: [],
  metrics: [],
  checks: [],
  targets: {},
});

interface Judging {
  readonly sides: Sides;
  readonly policy: Policy;
  readonly templates: readonly PlannedChange[];
  readonly today: string;
}

type Judged = Omit<EnvironmentReview, 'output' | 'generated'>;

const judge = ({ before, after }: ModelPair, { sides, policy, templates, today }: Judging): Judged => {
  const bare = makePlan(before, after);
  const sources = {
    before: { model: before, compilation: sides.before.compilation },
    after: { model: after, compilation: sides.after.compilation },
  };
  const plan = withMachinery({ ...bare, changes: bare.changes.map(sourceFinder(sources)) }, templates);
  return {
    environment: after.environment,
    plan,
    rulings: judgeByPolicy({ plan, before, after, today }, policy),
    requirements: requirementsOf(plan, policy),
  };
};

const judgeAll = async (
  pairs: readonly ModelPair[],
  finish: ReturnType<Outputs['complete']>,
  judging: Judging,
): Promise<readonly EnvironmentReview[]> => {
  const judged = pairs.map((pair) => judge(pair, judging));
  const made = await finish();
  return judged.flatMap((one, index) => {
    const output = made[index];
    return output === undefined ? [] : [withUnexplained({ ...one, ...output }, judging.policy)];
  });
};

const environmentsOf = ({ before, after }: Sides, only: string | undefined): readonly ModelPair[] => {
  const [old, now] = [before, after].map(({ compilation }) => new Map(compilation.models.map((model) => [model.environment, model])));
  const estate = after.compilation.models[0]?.estate;
  const names = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].toSorted(compareText);
  return names
    .filter((name) => only === undefined || name === only)
    .flatMap((name): readonly ModelPair[] => {
      const [was, is] = [old?.get(name), now?.get(name)];
      if (is === undefined) return was === undefined ? [] : [{ before: was, after: emptyLike(was, estate) }];
      const before = was ?? emptyLike(is);
      return [{ before, after: sharing(before, is) }];
    });
};

const broken = ({ revision, compilation }: Sides['before']): readonly Diagnostic[] => {
  const errors = compilation.diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  return first === undefined ? [] : [baseBroken({ name: revision.name, count: errors.length, first: first.message })];
};

const reviewWith = async (
  outputs: Outputs,
  context: ProjectContext,
  { environment, today, ...compared }: ReviewRequest,
): Promise<Reviewed> => {
  const compileStates = (): CompileTree => {
    const compileTree = context.compileStates();
    return (tree) => compileTree(outputs.watch(tree));
  };
  const sides = await compileSides({ ...context, compileStates }, compared, ({ diagnostics, models }) => {
    if (!hasErrors(diagnostics)) outputs.begin(models.filter((model) => environment === undefined || model.environment === environment));
  });
  if ('problem' in sides) return { diagnostics: [sides.problem], sources: new Map() };
  const { before, after } = sides;
  const found = [...broken(before), ...after.compilation.diagnostics];
  const sources = after.compilation.texts;
  if (hasErrors(found)) return { diagnostics: found, sources };
  const unknown = [before, after].map(({ compilation }) => unknownNames(compilation, environment === undefined ? {} : { environment }));
  if (unknown.every(hasErrors)) return { diagnostics: [...found, ...(unknown[1] ?? [])], sources };
  const policy = policyOf(before.compilation.definitions?.settings.value);
  const pairs = environmentsOf(sides, environment);
  const templates = templateChanges(before.tree, after.tree, context.host.digest);
  const finish = outputs.complete(pairs);
  const environments = await judgeAll(pairs, finish, { sides, policy, templates, today });
  return {
    diagnostics: found,
    sources,
    document: {
      version: 1,
      estate: environments[0]?.plan.estate ?? '',
      compiler: context.version,
      base: before.revision,
      head: after.revision,
      output: agreedOutput(context.host, environments, after.compilation.models),
      environments,
    },
    base: { policy, models: before.compilation.models },
  };
};

/** Compares two states of the estate: what the change does in each environment, and who must agree by the policy of the base. */
export const review = async (context: ProjectContext, { worthThread, ...request }: ReviewRequest): Promise<Reviewed> => {
  const outputs = startOutputs(context, worthThread);
  try {
    return await reviewWith(outputs, context, request);
  } finally {
    await outputs.stop();
  }
};
