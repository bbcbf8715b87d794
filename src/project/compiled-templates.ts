/** Our own templates by path, compiled while the bundle was made, which puts them here. Modules outside of it compile them on use. */
export const compiledTemplates: Pick<ReadonlyMap<string, object>, 'get'> = new Map();
