import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface ArtifactFile {
  readonly path: string;
  readonly text: string;
  readonly mode?: number;
}

/** Puts generated files below `directory`, where a daemon reads them. */
export const putFiles = (directory: string, files: readonly ArtifactFile[]): void => {
  for (const { path, text, mode = 0o644 } of files) {
    const target = join(directory, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text, { mode });
  }
};
