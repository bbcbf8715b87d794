import { InternalError } from '../base/invariant.ts';
import type { Host } from '../host/host.ts';
import { packageRoot } from '../host/package.ts';
import { compiledTemplates } from './compiled-templates.ts';
import { compiledTemplate, compileTemplate, type Fill } from './template-engine.ts';

const ours = (host: Host, path: string): Fill => {
  const compiled = compiledTemplates.get(path);
  if (compiled !== undefined) return compiledTemplate(compiled);
  const source = host.readText(`${packageRoot}${path}`);
  if (source === undefined) throw new InternalError(`no template ${path}`);
  return compileTemplate(source);
};

const fillOf = (host: Host, root: string, path: string): Fill => {
  const own = host.readText(`${root}/${path}`);
  return own === undefined ? ours(host, path) : compileTemplate(own);
};

/** A renderer of one emitter's templates; the estate's own `templates/<emitter>/` comes before ours. Each is compiled once. */
export const renderer = (host: Host, root: string, emitter: string): ((name: string, view: object) => string) => {
  const known = new Map<string, Fill>();
  return (name, view) => {
    const fill = known.get(name) ?? fillOf(host, root, `templates/${emitter}/${name}.hbs`);
    known.set(name, fill);
    return fill(view);
  };
};
