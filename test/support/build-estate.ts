/** `node --import … build-estate.ts ESTATE OUT`: builds an estate and prints what was found, for tests in a child process. */
import { openEstate } from '../../src/project/index.ts';

const [root = '.', out = 'generated'] = process.argv.slice(2);
const estate = await openEstate(root, { today: '2026-11-23' });
const { diagnostics } = await estate.build({ out });
process.stdout.write(`${JSON.stringify(diagnostics)}\n`);
