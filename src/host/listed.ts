/** Folders of an estate's root that hold no definitions. */
const skipped = new Set(['node_modules', 'dist', 'generated', 'coverage', 'test', 'src']);

/** Is a folder of the root looked into? */
export const isSearched = (folder: string): boolean => !folder.startsWith('.') && !skipped.has(folder);

/** Is a file, by its path below the root, one of an estate's? */
export const isListed = (path: string): boolean => {
  const steps = path.split('/');
  return steps.every((step) => !step.startsWith('.')) && (steps.length === 1 || isSearched(steps[0] ?? ''));
};
