import { misplaced } from './misplaced.ts';
import type { DefinitionKind } from '../../model/model.ts';

/** The folder of each kind. */
export const folders = {
  teams: 'teams',
  schedules: 'schedules',
  hosts: 'inventory/hosts',
  groups: 'inventory/groups',
  metrics: 'metrics',
  thresholds: 'thresholds',
  checks: 'checks',
} as const satisfies Readonly<Record<Exclude<DefinitionKind, 'settings'>, string>>;

export type FolderKind = keyof typeof folders;
export const folderKinds = [
  'teams',
  'schedules',
  'hosts',
  'groups',
  'metrics',
  'thresholds',
  'checks',
] as const satisfies readonly FolderKind[];

export type SourceForm = 'yaml' | 'typescript' | 'file-sd';

/** What a path in the estate is. */
export type SourceRole =
  | { readonly role: 'settings' }
  | { readonly role: 'definitions' | 'defaults'; readonly kind: FolderKind; readonly form: SourceForm }
  | { readonly role: 'unknown'; readonly kind: FolderKind }
  /** It looks like definitions, but stands where none are read. */
  | { readonly role: 'misplaced'; readonly meant?: string };

export const settingsFile = 'plimsoll.yaml';

const formOf = (path: string, kind: FolderKind): SourceForm | undefined => {
  if (/\.ya?ml$/.test(path)) return 'yaml';
  if (path.endsWith('.ts') && !path.endsWith('.d.ts')) return 'typescript';
  return kind === 'hosts' && path.endsWith('.json') ? 'file-sd' : undefined;
};

const isProse = (path: string): boolean => /(^|\/)(README|\.)|\.md$/.test(path);

/** The folder says the kind; undefined for a file that is no concern of the compiler. */
export const roleOf = (path: string): SourceRole | undefined => {
  if (path === settingsFile) return { role: 'settings' };
  const kind = folderKinds.find((name) => path.startsWith(`${folders[name]}/`));
  if (isProse(path)) return undefined;
  if (kind === undefined) return misplaced(path);
  const form = formOf(path, kind);
  if (form === undefined) return { role: 'unknown', kind };
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { role: /^_defaults\.(ya?ml|ts)$/.test(name) ? 'defaults' : 'definitions', kind, form };
};
