import type { Artifact } from '../contract.ts';
import { writeYaml } from '../yaml-writer.ts';
import type { Options } from './options.ts';
import type { RuleSet, WrittenGroup } from './rule-set.ts';

/**
 * `kubectl apply` keeps a copy of an object in an annotation, and Kubernetes takes 256 KiB of annotations; the operator itself takes
 * objects of up to 512 KiB.
 */
const wantedBytes = 200 * 1024;
/** `maxConfigMapDataSize` of the operator. */
export const operatorBytes = 512 * 1024;
/** What one group alone may have: the operator counts after writing it anew. */
export const mostBytes = 480 * 1024;

const encoder = new TextEncoder();
export const bytesOf = (text: string): number => encoder.encode(text).length;

/** FNV-1a: a group stays in its part while other groups come and go. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
};

type Groups = readonly WrittenGroup[];

const spread = (groups: Groups, count: number): readonly Groups[] => {
  const parts = Array.from({ length: count }, (): WrittenGroup[] => []);
  for (const group of groups) parts[hashOf(group.name) % count]?.push(group);
  return parts;
};

const isSmall = (groups: Groups): boolean => groups.length <= 1 || groups.reduce((sum, { text }) => sum + bytesOf(text), 0) <= wantedBytes;

const mostParts = 4096;

/** As few parts as will do; their number doubles, so that at most half of the groups move. */
const partsOf = (groups: Groups, count = 1): readonly Groups[] => {
  const parts = spread(groups, count);
  return count >= mostParts || parts.every(isSmall) ? parts : partsOf(groups, count * 2);
};

/** DNS-1123, one name for each id: an id has no `--` of its own, and begins with a letter or digit. */
const objectName = (name: string, prefix: string): string =>
  name.startsWith('_') ? `${prefix}---${name.slice(1)}` : `${prefix}-${name.replaceAll('_', '--')}`;

interface Part {
  readonly groups: Groups;
  /** `---2`, or nothing for the only one. */
  readonly suffix: string;
}

/** PrometheusRule objects, one a file. */
export const objectFiles = ({ name, head, groups }: RuleSet, output: Options['output'], prefix: string): readonly Artifact[] => {
  const parts = partsOf(groups);
  const objectFile = (part: Part): Artifact => {
    const metadata = {
      name: `${objectName(name, prefix)}${part.suffix}`,
      namespace: output.namespace,
      labels: { 'app.kubernetes.io/managed-by': 'plimsoll', ...output.labels },
    };
    const top = writeYaml({ apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata });
    const text = `${head}${top}spec:\n  groups:\n${part.groups.map((group) => group.text).join('')}`;
    return { path: `objects/${name}${part.suffix}.yaml`, text, mode: 0o644 };
  };
  return parts
    .map((some, i): Part => ({ groups: some, suffix: parts.length === 1 ? '' : `---${i + 1}` }))
    .filter((part) => part.groups.length > 0)
    .map(objectFile);
};
