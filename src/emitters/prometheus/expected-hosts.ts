import { invariant } from '../../base/invariant.ts';
import type { Check, DefinitionKind, Model } from '../../model/model.ts';
import { quoteString } from '../../promql/quote.ts';
import type { EmitContext } from '../contract.ts';
import { isExpected } from './expectation.ts';
import { hostMatcher, printSeries } from './measured.ts';
import type { RuleGroup } from './rules.ts';

/** A series for each host of the inventory's groups: what is compared with what has been heard from. */
export const recordedHost = 'plimsoll:host:expected';

/** Where the hosts a check expects an answer of are recorded. */
export interface ExpectedHosts {
  /** One series per host of the check, with nothing but the host's label. */
  readonly of: (check: Check) => string;
  /** The recorded series of one of them, and what it stands under. */
  readonly series: (check: Check, host: string) => { readonly series: string; readonly under: string };
  /** Everything under which the hosts of the check stand. */
  readonly under: (check: Check) => readonly string[];
}

interface Recorded {
  readonly kind: DefinitionKind & ('groups' | 'hosts' | 'checks');
  readonly id: string;
  readonly hosts: readonly string[];
}

type Inventory = ReadonlyMap<string, Recorded>;

const inventoryOf = ({ hosts, groups }: Model): Inventory =>
  new Map([
    ...hosts.map(({ id }): [string, Recorded] => [id, { kind: 'hosts', id, hosts: [id] }]),
    ...groups.map(({ id, members }): [string, Recorded] => [id, { kind: 'groups', id, hosts: members }]),
  ]);

/** What a check is on, as groups and hosts of the inventory; as the check itself where they do not make up its hosts. */
const partsOf = (check: Check, inventory: Inventory): readonly Recorded[] => {
  const parts = check.on.flatMap((id) => inventory.get(id) ?? []);
  const covered = new Set(parts.flatMap((part) => part.hosts));
  const isAll = covered.size === check.hosts.length && check.hosts.every((host) => covered.has(host));
  return isAll ? parts : [{ kind: 'checks', id: check.id, hosts: check.hosts }];
};

const labelOf = (kind: Recorded['kind']): string => (kind === 'checks' ? 'check' : 'group');

const keyOf = ({ kind, id }: Recorded): string => `${kind} ${id}`;

/** Few enough for a reader, and a list of lists stays quick to evaluate where one long list would not. */
const mostInList = 16;

const listOf = (terms: readonly string[]): string => {
  if (terms.length <= mostInList) return terms.join('\nor ');
  const size = Math.ceil(terms.length / Math.ceil(terms.length / mostInList));
  const lists = Array.from({ length: Math.ceil(terms.length / size) }, (_, i) => terms.slice(i * size, (i + 1) * size));
  return listOf(lists.map((list) => `(${list.join('\nor ')})`));
};

const expressionOf = (hosts: readonly string[], hostLabel: string): string =>
  listOf(hosts.map((host) => `label_replace(vector(1), ${quoteString(hostLabel)}, ${quoteString(host)}, "", "")`));

export const expectedHosts = (model: Model): ExpectedHosts => {
  const { hostLabel } = model;
  const inventory = inventoryOf(model);
  const known = new WeakMap<Check, readonly Recorded[]>();
  const of = (check: Check): readonly Recorded[] => {
    const found = known.get(check) ?? partsOf(check, inventory);
    known.set(check, found);
    return found;
  };
  return {
    of: (check) => {
      const parts = of(check);
      const [first] = parts;
      const label = labelOf(first?.kind ?? 'checks');
      const matchers = hostMatcher(
        label,
        parts.map(({ id }) => id),
      );
      const list = matchers.map(({ op, value }) => `${label}${op}${quoteString(value)}`).join('');
      return `max by (${hostLabel}) (${recordedHost}{${list}})`;
    },
    series: (check, host) => {
      const part = of(check).find(({ hosts }) => hosts.includes(host));
      invariant(part, `${host} is a host of ${check.id}`);
      return { series: printSeries(recordedHost, { [labelOf(part.kind)]: part.id, [hostLabel]: host }), under: keyOf(part) };
    },
    under: (check) => of(check).map(keyOf),
  };
};

/** A rule group, and the mark of the definition its lines come from. */
export interface MarkedGroup extends RuleGroup {
  readonly mark: string;
}

/** The groups that record the expected hosts, for every group and host that some check expects answers of. */
export const hostGroups = (model: Model, context: EmitContext): readonly MarkedGroup[] => {
  const inventory = inventoryOf(model);
  const parts = new Map<string, Recorded>();
  for (const check of model.checks.filter(isExpected)) for (const part of partsOf(check, inventory)) parts.set(keyOf(part), part);
  return [...parts.keys()].sort().flatMap((key) => {
    const part = parts.get(key);
    if (part === undefined) return [];
    const { kind, id, hosts } = part;
    const labels = { [labelOf(kind)]: id };
    return {
      name: `expected ${kind} ${id}`,
      interval: undefined,
      rules: [{ record: recordedHost, expr: expressionOf(hosts, model.hostLabel), labels }],
      mark: context.mark({ kind, id }),
    };
  });
};
