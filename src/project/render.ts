import Handlebars from 'handlebars';
import { InternalError } from '../base/invariant.ts';
import type { Host } from '../host/host.ts';
import { packageRoot } from '../host/package.ts';

type Fill = (view: object) => string;

/** Templates only place text: no helper, no partial from elsewhere, no HTML escaping; a missing field is an error. */
const engine = Handlebars.create();
for (const name of ['log', 'lookup', 'with', 'blockHelperMissing']) engine.unregisterHelper(name);

const compileTemplate = (source: string): Fill =>
  engine.compile(source, { strict: true, noEscape: true, knownHelpersOnly: true, knownHelpers: { each: true, if: true, unless: true } });

const sourceOf = (host: Host, root: string, path: string): string => {
  const source = host.readText(`${root}/${path}`) ?? host.readText(`${packageRoot}${path}`);
  if (source === undefined) throw new InternalError(`no template ${path}`);
  return source;
};

/** A renderer of one emitter's templates; the estate's own `templates/<emitter>/` comes before ours. Each is compiled once. */
export const renderer = (host: Host, root: string, emitter: string): ((name: string, view: object) => string) => {
  const known = new Map<string, Fill>();
  return (name, view) => {
    const fill = known.get(name) ?? compileTemplate(sourceOf(host, root, `templates/${emitter}/${name}.hbs`));
    known.set(name, fill);
    return fill(view);
  };
};
