import { isList, isMap, own } from '../../base/data.ts';
import { fileSdShape } from '../../diagnostics/codes/plm005-file-sd-shape.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { ParseResult, Path } from './document.ts';

interface Found {
  readonly id: string;
  readonly host: unknown;
  readonly place: Path;
}

const reserved = new Set(['address', 'groups', 'parents', 'environments']);

const words = (value: unknown): readonly string[] | undefined =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== '')
    : undefined;

const hostOf = (labels: unknown): unknown => {
  if (!isMap(labels)) return labels === undefined ? {} : { labels };
  const plain = Object.entries(labels).filter(([name]) => !reserved.has(name) && !name.startsWith('__'));
  const lists = ['groups', 'parents', 'environments'].flatMap((name) => {
    const list = words(own(labels, name));
    return list === undefined ? [] : [[name, list] as const];
  });
  const address = own(labels, 'address');
  return { ...(address === undefined ? {} : { address }), labels: Object.fromEntries(plain), ...Object.fromEntries(lists) };
};

const withoutPort = (target: string): string => target.replace(/:\d+$/, '');

const foundIn = (entry: unknown, index: number, problem: (text: string, place: Path) => void): readonly Found[] => {
  const targets = isMap(entry) ? own(entry, 'targets') : undefined;
  if (!isMap(entry) || !isList(targets)) {
    problem('each entry needs a list of `targets`', [index]);
    return [];
  }
  return targets.flatMap((target, at) => {
    const place = [index, 'targets', at];
    if (typeof target === 'string') return [{ id: withoutPort(target), host: hostOf(own(entry, 'labels')), place }];
    problem('a target is a text', place);
    return [];
  });
};

/** A path below a host, as a path in the file: its labels stand beside the list of targets. */
const placeOf = (found: Found, rest: Path): Path => {
  const [index = 0] = found.place;
  const [key, name] = rest;
  if (key === undefined) return found.place;
  return key === 'labels' ? [index, 'labels', ...(name === undefined ? [] : [name])] : [index, 'labels', key];
};

/** Hosts from a Prometheus `file_sd` list: a target without its port is an id; `address`, `groups`, `parents` are labels with a meaning. */
export const parseFileSd = async (file: string, text: string): Promise<ParseResult> => {
  const { parseTree } = await import('./yaml/parse-tree.ts');
  const tree = parseTree(file, text);
  const diagnostics: Diagnostic[] = [...tree.diagnostics];
  const root = tree.document;
  if (root === undefined) return { diagnostics };
  const spanOf = (place: Path): Span => root.locate(place, 'value');
  const problem = (what: string, place: Path) => void diagnostics.push(fileSdShape({ problem: what }, spanOf(place)));
  if (!isList(root.value)) problem('the file is not a list', []);
  const found = (isList(root.value) ? root.value : []).flatMap((entry, index) => foundIn(entry, index, problem));
  const byId = new Map<string, Found>();
  for (const one of found) {
    const first = byId.get(one.id);
    if (first === undefined) byId.set(one.id, one);
    else if (JSON.stringify(first.host) !== JSON.stringify(one.host)) problem(`\`${one.id}\` is listed again with other labels`, one.place);
  }
  const locate = ([id, ...rest]: Path): Span => {
    const one = byId.get(String(id));
    return spanOf(one === undefined ? [] : placeOf(one, rest));
  };
  return { document: { value: Object.fromEntries([...byId.values()].map(({ id, host }) => [id, host])), locate }, diagnostics };
};
