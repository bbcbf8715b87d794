// `node --import ./test/support/typescript-loader.mjs file.ts`: runs our sources in a child process without a build before it.
import { register } from 'node:module';

register(new URL('./typescript-hooks.mjs', import.meta.url));
