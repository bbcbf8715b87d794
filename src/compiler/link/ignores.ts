import type { Ignore } from '../../model/model.ts';
import type { Definitions, Entry } from '../definitions.ts';
import { type FolderKind, folderKinds } from '../load/folders.ts';

interface Written {
  readonly code: string;
  readonly why: string;
  readonly until?: string | undefined;
}

type Ignoring = Entry<{ readonly ignore?: readonly Written[] | undefined }>;

const ignoresOf = (kind: FolderKind, { id, value }: Ignoring): readonly Ignore[] =>
  (value.ignore ?? []).map(({ code, why, until }) => ({ kind, id, code, why, ...(until === undefined ? {} : { until }) }));

/** What the authors of an estate have taken back of its warnings. */
export const linkIgnores = (definitions: Definitions): readonly Ignore[] =>
  folderKinds.flatMap((kind) => [...definitions[kind].values()].flatMap((entry: Ignoring) => ignoresOf(kind, entry)));
