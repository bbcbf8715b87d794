import Handlebars from 'handlebars';
import { wholeHandlebars } from '../host/handlebars.ts';

export type Fill = (view: object) => string;

/** Templates only place text: no helper, no partial from elsewhere, no HTML escaping; a missing field is an error. */
export const templateOptions = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: { each: true, if: true, unless: true },
} as const;

const withoutHelpers = (whole: typeof Handlebars): typeof Handlebars => {
  const engine = whole.create();
  for (const name of ['log', 'lookup', 'with', 'blockHelperMissing']) engine.unregisterHelper(name);
  return engine;
};

let engine: typeof Handlebars | undefined;
let compiler: typeof Handlebars | undefined;

export const compileTemplate = (source: string): Fill => {
  compiler ??= withoutHelpers(wholeHandlebars());
  return compiler.compile(source, templateOptions);
};

/** From what `Handlebars.precompile` has made. */
export const compiledTemplate = (specification: object): Fill => {
  engine ??= withoutHelpers(Handlebars);
  return engine.template(specification);
};
