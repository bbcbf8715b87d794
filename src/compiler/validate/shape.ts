import { suggest } from '../../base/suggest.ts';
import { type DataMap, isList, isMap, own } from '../../base/data.ts';
import { checkSubjects } from '../../definitions/check.ts';
import { limitShape } from '../../definitions/threshold.ts';
import { atLeastOne } from '../../diagnostics/codes/plm107-at-least-one.ts';
import { missingKey } from '../../diagnostics/codes/plm102-missing-key.ts';
import { exactlyOne } from '../../diagnostics/codes/plm106-exactly-one.ts';
import { unknownKey } from '../../diagnostics/codes/plm101-unknown-key.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import { probeFields } from '../../probes/registry.ts';
import type { FolderKind } from '../load/folders.ts';
import type { Path } from '../load/document.ts';
import { schemas } from './schemas.ts';

type Locate = (path: Path, what?: 'key' | 'value') => Span;

interface Choice {
  readonly what: string;
  readonly keys: readonly string[];
  /** The map the keys stand in. */
  readonly at: Path;
  readonly value: DataMap;
  /** Every key that the map may have, when there are others than these. */
  readonly known?: readonly string[];
}

const present = ({ keys, value }: Choice): readonly string[] => keys.filter((key) => own(value, key) !== undefined);

/** A key that is not known and nearly one of the choice was meant to be it; the schema reports it. */
const isMisspelt = ({ keys, known = keys, value }: Choice): boolean =>
  Object.keys(value).some((key) => !known.includes(key) && suggest(key, keys).length > 0);

const oneOf = (choice: Choice, locate: Locate): readonly Diagnostic[] => {
  const found = present(choice);
  if (found.length === 1 || (found.length === 0 && isMisspelt(choice))) return [];
  const [, second] = found;
  const span = locate(second === undefined ? choice.at : [...choice.at, second], 'key');
  return [exactlyOne({ what: choice.what, keys: choice.keys, found }, span)];
};

const someOf = (choice: Choice, locate: Locate): readonly Diagnostic[] =>
  present(choice).length > 0 || isMisspelt(choice) ? [] : [atLeastOne({ what: choice.what, keys: choice.keys }, locate(choice.at, 'key'))];

/** `check` where `key` holds a map; nothing where it is absent or something else, which the schema reports. */
const inside = (value: DataMap, key: string, check: (inner: DataMap) => readonly Diagnostic[]): readonly Diagnostic[] => {
  const inner = own(value, key);
  return isMap(inner) ? check(inner) : [];
};

const keysOfChecks = Object.keys(schemas.checks.shape);
const keysOfThresholds = Object.keys(schemas.thresholds.shape);
const probeNames = Object.keys(probeFields);

const limitForms = Object.keys(limitShape);
const levels = ['warning', 'critical'];
const checkChanges = ['notify', 'runbook', 'dashboard', 'stage', 'during', 'every', 'for', 'attempts', 'retry'];
const receiverKinds = ['email', 'webhook', 'slack', 'pagerduty'];

const receivers = (value: DataMap, at: Path, locate: Locate): readonly Diagnostic[] =>
  inside(value, 'receivers', (map) =>
    Object.keys(map).flatMap((urgency) =>
      inside(map, urgency, (receiver) =>
        oneOf({ what: 'receiver', keys: receiverKinds, at: [...at, 'receivers', urgency], value: receiver }, locate),
      ),
    ),
  );

const limits = (value: DataMap, locate: Locate): readonly Diagnostic[] =>
  limitForms.flatMap((form) => inside(value, form, (inner) => someOf({ what: 'level', keys: levels, at: [form], value: inner }, locate)));

const overrideConditions = new Set(['on', 'environment', 'why', 'until']);

/** An override that changes nothing says something about its author's intent that will not happen. */
const overrides = (value: DataMap, keys: readonly string[], locate: Locate): readonly Diagnostic[] => {
  const list = own(value, 'overrides');
  if (!isList(list)) return [];
  const what = 'change';
  return list.flatMap((override, i) =>
    isMap(override) && Object.keys(override).every((key) => overrideConditions.has(key))
      ? [atLeastOne({ what, keys }, locate(['overrides', i]))]
      : [],
  );
};

const needsHosts = ['probe', 'quorum'];

const hosts = (value: DataMap, locate: Locate): readonly Diagnostic[] =>
  own(value, 'on') === undefined && needsHosts.some((key) => own(value, key) !== undefined)
    ? [missingKey({ key: 'on' }, locate([], 'key'))]
    : [];

/** `thresholds` is for what a probe measures; beside another subject nothing would look at it. */
const idleThresholds = (value: DataMap, locate: Locate): readonly Diagnostic[] =>
  own(value, 'thresholds') !== undefined && own(value, 'probe') === undefined
    ? [unknownKey({ key: 'thresholds', known: ['threshold'] }, locate(['thresholds'], 'key'))]
    : [];

const check = (value: DataMap, locate: Locate): readonly Diagnostic[] => [
  ...overrides(value, checkChanges, locate),
  ...hosts(value, locate),
  ...oneOf({ what: 'subject', keys: checkSubjects, known: keysOfChecks, at: [], value }, locate),
  ...idleThresholds(value, locate),
  ...inside(value, 'probe', (inner) => oneOf({ what: 'probe', keys: probeNames, at: ['probe'], value: inner }, locate)),
  ...inside(value, 'command', (inner) =>
    someOf({ what: 'command', keys: ['nagios', 'prometheus'], at: ['command'], value: inner }, locate),
  ),
];

/** What the schema of a kind cannot say: keys of which exactly one, or at least one, must be there. */
export const shapeProblems = (kind: FolderKind, value: DataMap, locate: Locate): readonly Diagnostic[] => {
  switch (kind) {
    case 'teams':
      return receivers(value, [], locate);
    case 'metrics':
      return inside(value, 'from', (from) =>
        someOf({ what: 'source', keys: ['dropFile', 'ganglia', 'prometheus'], at: ['from'], value: from }, locate),
      );
    case 'thresholds':
      return [
        ...oneOf({ what: 'subject', keys: ['metric', 'unit'], known: keysOfThresholds, at: [], value }, locate),
        ...someOf({ what: 'limit', keys: limitForms, known: keysOfThresholds, at: [], value }, locate),
        ...limits(value, locate),
        ...overrides(value, [...limitForms, 'for', 'attempts'], locate),
      ];
    case 'checks':
      return check(value, locate);
    case 'schedules':
    case 'hosts':
    case 'groups':
      return [];
  }
};
