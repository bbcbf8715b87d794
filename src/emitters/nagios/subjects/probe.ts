import { invariant } from '../../../base/invariant.ts';
import { compareText } from '../../../base/compare.ts';
import type { Limits } from '../../../model/limits.ts';
import type { AnyProbe, GangliaProbe, Word as ProbeWord } from '../../../probes/probe.ts';
import { probes } from '../../../probes/registry.ts';
import type { Word } from '../escape.ts';
import { limitWords } from '../limit-words.ts';
import { gmetadWords, literally } from '../metric-source.ts';
import { gmetadOf } from '../options.ts';
import { checkCommand } from '../names.ts';
import { askNrpe, localCommands, type LocalLook, unreadable } from './nrpe.ts';
import { metricPlugin, pluginPath, programPath } from './place.ts';
import { type CheckOf, type LocalCommand, type Polled, type Realised, refused, type Refused, type Scope } from './realised.ts';
import { unaskable } from './threshold.ts';

interface Look {
  readonly hosts: readonly string[];
  readonly limits: Readonly<Record<string, Limits>>;
}

/** Hosts that share their limits on every measure look with one command. */
const looksOf = ({ hosts, subject }: CheckOf<'probe'>): readonly Look[] => {
  const looks = new Map<string, { hosts: string[]; limits: Record<string, Limits> }>();
  for (const host of hosts) {
    const chosen = subject.thresholds.map(({ variants }) => variants.findIndex((variant) => variant.hosts.includes(host)));
    const key = chosen.join(' ');
    const limits = () =>
      Object.fromEntries(subject.thresholds.map(({ measure, variants }, i) => [measure, variants[chosen[i] ?? -1]?.limits ?? []]));
    const look = looks.get(key) ?? { hosts: [], limits: limits() };
    look.hosts.push(host);
    looks.set(key, look);
  }
  return [...looks.entries()].sort(([a], [b]) => compareText(a, b)).map(([, look]) => look);
};

const wordOf = (word: ProbeWord): Word => {
  if (typeof word === 'string') return [word];
  const { reference } = word;
  invariant(reference !== 'stateDirectory', 'only programs on the hosts keep a state of their own');
  return [{ macro: reference }];
};

type Answer = ReturnType<AnyProbe['nagios']>;

interface Plan {
  readonly words: readonly Word[];
  readonly localCommands: readonly LocalCommand[];
  readonly differences: readonly string[];
  /** The same question for the poller, where it is one for gmetad. */
  readonly polled?: Polled;
}

/** `negate` turns states into others; its own timeout must be beyond any plugin's, which are at most 50 seconds. */
const allCritical = (options: Scope['options']): readonly Word[] => [
  [pluginPath('negate', options)],
  ...literally('-s', '-t', '55', '-o', 'OK', '-w', 'CRITICAL', '-c', 'CRITICAL', '-u', 'CRITICAL'),
];

const withPlugin = (look: LocalLook): Plan | Refused => {
  const { plugin, options } = look;
  const { differences } = plugin;
  if (!plugin.local) {
    const words = [[programPath(plugin, options)], ...plugin.words.map(wordOf)];
    return { words: [...(plugin.failures === undefined ? [] : allCritical(options)), ...words], localCommands: [], differences };
  }
  const commands = localCommands(look);
  const problem = unreadable(commands);
  return problem === undefined ? { words: askNrpe(look), localCommands: commands, differences } : refused('words', problem);
};

/** The metric plugin asks gmetad, and judges by every form of limits. */
const throughGmetad = (answer: GangliaProbe, { check, limits }: Asked, { options }: Scope): Plan | Refused => {
  const question = gmetadWords(answer.metric, options);
  if (question === undefined) return refused('source', 'no gmetad is asked');
  const problem = unaskable(check.hosts);
  if (problem !== undefined) return refused('words', problem);
  const unit = check.subject.thresholds.find(({ measure }) => measure === answer.measure)?.unit.name ?? answer.unit;
  const words = [
    metricPlugin(options),
    ...question,
    ...literally('--label', answer.metric, '--unit', unit, '--stale-after', String(answer.staleAfter)),
    ...limitWords(limits[answer.measure] ?? []),
  ];
  const polled: Polled = {
    name: answer.metric,
    cluster: gmetadOf(options)?.cluster,
    label: answer.metric,
    unit,
    type: 'gauge',
    staleAfterMs: answer.staleAfter * 1000,
    limits: limits[answer.measure] ?? [],
  };
  return { words, localCommands: [], differences: answer.differences, polled };
};

interface Asked extends Look {
  readonly check: CheckOf<'probe'>;
  readonly variant: number;
}

const planLook = (answer: Answer, asked: Asked, scope: Scope): Plan | Refused => {
  switch (answer.kind) {
    case 'impossible':
      return refused('plugin', answer.why);
    case 'ganglia':
      return throughGmetad(answer, asked, scope);
    case 'plugin':
      return withPlugin({ check: asked.check.id, variant: asked.variant, plugin: answer, options: scope.options });
  }
};

/**
 * An active look: with a plugin from here, through NRPE with one that must run on the host itself, or through gmetad at what gmond
 * measures anyway.
 */
export const realiseProbe = (check: CheckOf<'probe'>, scope: Scope): Realised | Refused => {
  const probe = probes.get(check.subject.probe);
  invariant(probe, `no probe ${check.subject.probe}`);
  const looks = looksOf(check);
  if (looks.length === 0) return refused('source', 'a probe looks at hosts, and it has none');
  const plans: Plan[] = [];
  for (const [variant, look] of looks.entries()) {
    const answer = probe.nagios({ fields: check.subject.fields, limits: look.limits, check: check.id });
    const plan = planLook(answer, { ...look, check, variant }, scope);
    if ('kind' in plan) return plan;
    plans.push(plan);
  }
  return {
    kind: 'realised',
    placements: looks.map(({ hosts }, i) => ({ hosts, command: checkCommand(check.id, i), polled: plans[i]?.polled })),
    commands: plans.map(({ words }, i) => ({ name: checkCommand(check.id, i), words })),
    localCommands: plans.flatMap((plan) => plan.localCommands),
    differences: [...new Set(plans.flatMap(({ differences }) => differences))],
  };
};
