/** Directories of a build, as paths the host understands. */
export interface OutputDirectory {
  /** Absolute. */
  readonly absolute: string;
  /** Relative to the estate's root, unless it was given as an absolute path. */
  readonly shown: string;
}

/** `out` below the estate's root; `generated` when left out. */
export const outputDirectory = (root: string, out = 'generated'): OutputDirectory => {
  const shown = out.replace(/\/+$/, '');
  return { absolute: shown.startsWith('/') ? shown : `${root}/${shown}`, shown };
};
