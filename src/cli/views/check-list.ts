import { csvText } from '../../base/csv.ts';
import { visible } from '../../diagnostics/render/visible.ts';
import type { ListedCheck, MatrixRow } from '../../project/check-types.ts';
import { aligned, linesText } from '../text.ts';

const columns = ['environment', 'id', 'owner', 'stage', 'looks', 'on', 'hosts', 'critical', 'warning', 'place', 'why'] as const;

const cells = (
  { environment, id, owner, stage, looks, on, hosts, critical, warning, file, line, why }: ListedCheck,
  prefix: string,
): readonly string[] => [
  environment,
  id,
  owner,
  stage,
  looks,
  on.join(' '),
  String(hosts),
  critical.join(' '),
  warning.join(' '),
  `${prefix}${file}:${line}`,
  why.replaceAll(/\s+/g, ' '),
];

/** Checks as a table; the reasons come last, since they are long. */
export const checkTable = (checks: readonly ListedCheck[], prefix: string): string =>
  checks.length === 0
    ? ''
    : linesText(
        aligned([
          columns.map((name) => name.toUpperCase()),
          ...checks.map((check) => cells(check, prefix).map((text) => (text === '' ? '-' : visible(text)))),
        ]),
      );

export const checkCsv = (checks: readonly ListedCheck[], prefix: string): string =>
  csvText([columns, ...checks.map((check) => cells(check, prefix))]);

const shownHosts = (hosts: readonly string[]): string => {
  if (hosts.length === 0) return 'the estate';
  return hosts.length <= 4 ? hosts.join(' ') : `${hosts.slice(0, 3).join(' ')} and ${hosts.length - 3} more`;
};

const limitNames = (rows: readonly MatrixRow[]): readonly string[] => [...new Set(rows.flatMap(({ limits }) => Object.keys(limits)))];

/** A threshold's limits side by side: a line for each set of hosts, a column for each limit. */
export const matrixTable = (rows: readonly MatrixRow[]): string => {
  const names = limitNames(rows);
  const head = ['ENVIRONMENT', ...names.map((name) => name.toUpperCase()), 'CHECKS', 'HOSTS'];
  const lines = rows.map(({ environment, limits, checks, hosts }) => [
    environment,
    ...names.map((name) => limits[name] ?? '-'),
    checks.join(' '),
    shownHosts(hosts),
  ]);
  return linesText(aligned([head, ...lines]));
};

export const matrixCsv = (rows: readonly MatrixRow[]): string => {
  const names = limitNames(rows);
  return csvText([
    ['environment', ...names, 'checks', 'hosts'],
    ...rows.map(({ environment, limits, checks, hosts }) => [
      environment,
      ...names.map((name) => limits[name] ?? ''),
      checks.join(' '),
      hosts.join(' '),
    ]),
  ]);
};
