import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';

/** Handlebars with its compiler. Loaded when it is called: only templates that no build of ours has compiled need it. */
export const wholeHandlebars: () => typeof Handlebars = () => createRequire(import.meta.url)('handlebars');
