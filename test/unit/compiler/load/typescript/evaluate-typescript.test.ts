import { createServer } from 'node:net';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateTypescript } from '../../../../../src/compiler/load/typescript/evaluate-typescript.ts';
import { positionOf } from '../../../../../src/diagnostics/span.ts';
import { esbuildBundle } from '../../../../../src/host/bundle.ts';
import { type Files, memoryTree } from '../../../../support/memory-tree.ts';

const isDefinition = (file: string): boolean => file.startsWith('checks/');

const evaluate = (files: Files, order = Object.keys(files).filter(isDefinition)) =>
  evaluateTypescript({ tree: memoryTree(files), files: order, bundle: esbuildBundle });

/** The value of each file, or where it is wrong: `PLM049 checks/a.ts:2:1`. */
const outcomes = async (files: Files, order?: readonly string[]): Promise<Readonly<Record<string, unknown>>> => {
  const texts = new Map(Object.entries(files).map(([file, text]) => [file, String(text)]));
  const results = await evaluate(files, order === undefined ? undefined : [...order]);
  return Object.fromEntries(
    [...results].map(([file, { document, diagnostics }]) => {
      const found = diagnostics.map(({ code, span }) => {
        const at = span && positionOf(span, texts);
        return `${code} ${at?.file}:${at?.line}:${at?.column}`;
      });
      return [file, document === undefined ? found : document.value];
    }),
  );
};

const definition = (body: string): string => `import { checks } from 'plimsoll';\n${body}\n`;

test('a file gives its builder and its data, and other files do not change it', async () => {
  const results = await evaluate({
    'checks/a.ts': definition(
      `export default checks({ a: { why: 'x', on: ['b'], attempts: 3, notes: undefined, ignore: null } } as never);`,
    ),
    'checks/_defaults.ts': `import { defaults } from 'plimsoll';\nexport default defaults({ owner: 'ops' });`,
  });
  expect(results.get('checks/a.ts')?.document).toMatchObject({
    builder: 'checks',
    value: { a: { why: 'x', on: ['b'], attempts: 3, ignore: null } },
  });
  expect(results.get('checks/_defaults.ts')?.document).toMatchObject({ builder: 'defaults', value: { owner: 'ops' } });
});

test('each file is blamed for itself, and the others load', async () => {
  expect(
    await outcomes({
      'checks/a-loop.ts': definition('for (;;) {}'),
      'checks/b-good.ts': definition('export default checks({ b: 1 } as never);'),
      'checks/c-syntax.ts': definition('export default checks({ b: });'),
      'checks/d-forged.ts': definition('export default { kind: "checks", entries: {} };'),
      'checks/e-good.ts': definition('export default checks({ e: 1 } as never);'),
      'checks/f-memory.ts': definition('const all = [];\nfor (;;) all.push(new Uint8Array(1e6));'),
      'checks/g-good.ts': definition('export default checks({ g: 1 } as never);'),
      'checks/h-later.ts': definition('Promise.resolve().then(() => 1);\nexport default checks({});'),
      'checks/i-good.ts': definition('export default checks({ i: 1 } as never);'),
    }),
  ).toEqual({
    'checks/a-loop.ts': ['PLM051 checks/a-loop.ts:2:1'],
    'checks/b-good.ts': { b: 1 },
    'checks/c-syntax.ts': ['PLM040 checks/c-syntax.ts:2:28'],
    'checks/d-forged.ts': ['PLM048 checks/d-forged.ts:2:16'],
    'checks/e-good.ts': { e: 1 },
    'checks/f-memory.ts': ['PLM052 checks/f-memory.ts:3:23'],
    'checks/g-good.ts': { g: 1 },
    'checks/h-later.ts': ['PLM046 checks/h-later.ts:2:1'],
    'checks/i-good.ts': { i: 1 },
  });
});

test('files may import each other, and nothing is read of one before it is there', async () => {
  const cycle = (use: string): Files => ({
    'checks/a.ts': definition(`import { b } from '../lib/b.ts';\nexport default checks({ b: b() } as never);`),
    'lib/b.ts': "import { c } from './c.ts';\nexport const start = 1;\nexport const b = (): number => c();",
    'lib/c.ts': `import * as other from './b.ts';\n${use}\nexport function c(): number { return other.start; }`,
  });
  expect(await outcomes(cycle(''))).toEqual({ 'checks/a.ts': { b: 1 } });
  expect(await outcomes(cycle('const early = other.start;'))).toEqual({ 'checks/a.ts': ['PLM049 lib/c.ts:2:21'] });
  expect(await outcomes(cycle('other.absent;'))).toEqual({ 'checks/a.ts': ['PLM045 lib/c.ts:2:7'] });
});

test('a mistake in a helper is reported once, where it is, and files without the helper load', async () => {
  const files = {
    'lib/broken.ts': 'export const port = ;',
    'checks/a.ts': definition(`import { port } from '../lib/broken.ts';\nexport default checks({ port } as never);`),
    'checks/b.ts': definition(`import { port } from '../lib/broken.ts';\nexport default checks({ port } as never);`),
    'checks/c.ts': definition('export default checks({ c: 1 } as never);'),
  };
  expect(await outcomes(files)).toEqual({ 'checks/a.ts': ['PLM040 lib/broken.ts:1:21'], 'checks/b.ts': [], 'checks/c.ts': { c: 1 } });
});

test('what a helper does wrong is shown in the helper', async () => {
  const files = {
    'lib/wait.ts': 'export const wait = (): void => {\n  while (true) {}\n};\nexport const clock = () => Date.now();',
    'checks/a.ts': definition(`import { wait } from '../lib/wait.ts';\nwait();`),
    'checks/b.ts': definition(`import { clock } from '../lib/wait.ts';\nclock();`),
  };
  expect(await outcomes(files)).toEqual({ 'checks/a.ts': ['PLM051 lib/wait.ts:2:3'], 'checks/b.ts': ['PLM050 lib/wait.ts:4:28'] });
});

test('a helper with a memory starts afresh for each file, in any order', async () => {
  const files = {
    'lib/count.ts': 'let n = 0;\nexport const next = () => ++n;\nexport const seen: string[] = [];',
    'checks/a.ts': definition(
      `import { next, seen } from '../lib/count.ts';\nseen.push('a');\nexport default checks({ n: next(), seen } as never);`,
    ),
    'checks/b.ts': definition(
      `import { next, seen } from '../lib/count.ts';\nseen.push('b');\nexport default checks({ n: next(), seen } as never);`,
    ),
  };
  const expected = { 'checks/a.ts': { n: 1, seen: ['a'] }, 'checks/b.ts': { n: 1, seen: ['b'] } };
  expect(await outcomes(files)).toEqual(expected);
  expect(await outcomes(files, ['checks/b.ts', 'checks/a.ts'])).toEqual(expected);
  expect(await outcomes(files, ['checks/b.ts'])).toEqual({ 'checks/b.ts': expected['checks/b.ts'] });
});

test('honest code may override what it inherits, and ask whether something exists', async () => {
  const body = `class Problem extends Error {
  constructor(text: string) { super(text); this.name = 'Problem'; }
}
function Old(this: { toString(): string }) { this.toString = () => 'own'; }
Old.prototype.constructor = Old;
const object: Record<string, unknown> = {};
object.toString = 1;
object.hasOwnProperty = 2;
export default checks({
  caught: (() => { try { throw new Problem('p'); } catch (error) { return String(error); } })(),
  process: typeof process, timer: typeof setTimeout, global: typeof globalThis.window,
  object, own: String(new (Old as never)()),
  sorted: [3, 1, 2].toSorted(), grouped: Object.groupBy([1, 2, 3], (n) => (n % 2 ? 'odd' : 'even')),
} as never);`;
  expect(await outcomes({ 'checks/a.ts': definition(body) })).toEqual({
    'checks/a.ts': {
      caught: 'Problem: p',
      process: 'undefined',
      timer: 'undefined',
      global: 'undefined',
      object: { toString: 1, hasOwnProperty: 2 },
      own: 'own',
      sorted: [1, 2, 3],
      grouped: { odd: [1, 3], even: [2] },
    },
  });
});

test('nothing of the sandbox reaches our own prototypes', async () => {
  const pollute = [
    `Object.prototype.polluted = 1;`,
    `export default checks(JSON.parse('{"__proto__":{"polluted":1},"constructor":{"x":1}}'));`,
  ];
  for (const body of pollute) await evaluate({ 'checks/a.ts': definition(body) });
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

test('no file is touched, no connection made and no variable seen, whatever is tried', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-sandbox-'));
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  process.env['PLIMSOLL_SECRET'] = 'xyzzy';
  try {
    const file = JSON.stringify(join(folder, 'effect'));
    const tries = [
      `import { writeFileSync } from 'node:fs';\nwriteFileSync(${file}, 'x');`,
      `require('fs').writeFileSync(${file}, 'x');`,
      `require(['f', 's'].join('')).writeFileSync(${file}, 'x');`,
      `import(['f', 's'].join('')).then((fs) => fs.writeFileSync(${file}, 'x'));`,
      `fetch('http://127.0.0.1:${port}/');`,
      `new WebSocket('ws://127.0.0.1:${port}/');`,
      `import net from 'net';\nnet.connect(${port}, '127.0.0.1');`,
      `(() => 0).constructor('return process')().mainModule.require('fs').writeFileSync(${file}, 'x');`,
      `try { null.x; } catch (error) { error.constructor.constructor('return process')().exit(1); }`,
      `export default checks({ secret: globalThis.process?.env?.PLIMSOLL_SECRET ?? 'unseen' });`,
      `import { x } from 'file://${folder}/x.ts';\nx;`,
      `import.meta.url.x.y;`,
    ];
    const files = Object.fromEntries(tries.map((body, i) => [`checks/${i}.ts`, definition(body)]));
    const results = await evaluate(files);
    expect(JSON.stringify([...results])).not.toContain('xyzzy');
    const loaded = [...results].filter(([, { document }]) => document !== undefined).map(([name, { document }]) => [name, document?.value]);
    expect(loaded).toEqual([['checks/9.ts', { secret: 'unseen' }]]);
    for (const [name, { diagnostics }] of results) expect([name, diagnostics.length]).toEqual([name, name === 'checks/9.ts' ? 0 : 1]);
    expect(readdirSync(folder)).toEqual([]);
    expect(existsSync(join(folder, 'effect'))).toBe(false);
    expect(connections).toBe(0);
  } finally {
    delete process.env['PLIMSOLL_SECRET'];
    server.close();
    rmSync(folder, { recursive: true });
  }
});

test('a pure package of the estate may be used, one that needs Node may not', async () => {
  const files = {
    'node_modules/ports/package.json': JSON.stringify({
      exports: { '.': { node: './node.js', import: './index.mjs' }, './more/*': './lib/*.js' },
    }),
    'node_modules/ports/index.mjs': `export { web } from './web.mjs';`,
    'node_modules/ports/web.mjs': `export const web = 80;`,
    'node_modules/ports/node.js': `module.exports = require('fs');`,
    'node_modules/ports/lib/tls.js': `exports.tls = 443;`,
    'node_modules/old/package.json': JSON.stringify({ main: 'lib' }),
    'node_modules/old/lib/index.js': `module.exports = function () { return require('./data.json'); };`,
    'node_modules/old/lib/data.json': `[1, 2]`,
    'node_modules/impure/package.json': JSON.stringify({ main: 'main.js' }),
    'node_modules/impure/main.js': `module.exports = require('./deep');`,
    'node_modules/impure/deep.js': `module.exports = require('os').hostname();`,
    'node_modules/sloppy/package.json': '{}',
    'node_modules/sloppy/index.js': `with (Math) module.exports = max(1, 2);`,
    'checks/a.ts': definition(
      `import { web } from 'ports';\nimport { tls } from 'ports/more/tls';\nimport old from 'old';\nexport default checks({ web, tls, old: old() } as never);`,
    ),
    'checks/b.ts': definition(`import name from 'impure';\nexport default checks({ name } as never);`),
    'checks/c.ts': definition(`import mode from 'sloppy';\nexport default checks({ mode } as never);`),
    'checks/d.ts': definition(`import hidden from 'ports/node.js';\nexport default checks({ hidden } as never);`),
  };
  const found = await outcomes(files);
  expect(found).toMatchObject({
    'checks/a.ts': { web: 80, tls: 443, old: [1, 2] },
    'checks/b.ts': ['PLM043 checks/b.ts:2:18'],
    'checks/c.ts': ['PLM049 node_modules/sloppy/index.js:1:1'],
    'checks/d.ts': ['PLM041 checks/d.ts:2:20'],
  });
});

test('source that is nested too deeply for a parser ends in a finding', async () => {
  const deep = (open: string, close = ''): string => `export default ${open.repeat(20_000)}1${close.repeat(20_000)};`;
  const found = await outcomes({
    'checks/a.ts': deep('[', ']'),
    'checks/b.ts': deep('!'),
    'checks/c.ts': deep('()=>'),
    'checks/d.ts': `type Deep = ${'A<'.repeat(20_000)}1${'>'.repeat(20_000)};\nexport default null;`,
    'checks/e.ts': '['.repeat(1_000_000),
    'checks/f.ts': definition('export default checks({ f: 1 } as never);'),
  });
  for (const [file, value] of Object.entries(found))
    if (file === 'checks/f.ts') expect(value).toEqual({ f: 1 });
    else expect([file, JSON.stringify(value)]).toEqual([file, expect.stringMatching(/^\["PLM0[45]/)]);
});

const fragment = fc.constantFrom(
  ...[
    'import',
    ' x ',
    ' from ',
    "'plimsoll'",
    "'./b.ts'",
    "'node:fs'",
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    ',',
    ';',
    ':',
    '=',
    '=>',
    '`',
    '${',
    '/',
    '\n',
    '...',
  ],
  ...[
    'export default ',
    'checks(',
    'throw ',
    'null',
    'Symbol()',
    'async ',
    'await ',
    'yield',
    'class ',
    'this',
    '__proto__',
    'new ',
    'type ',
    '<',
    '>',
    '!',
    '@',
  ],
  ...[
    '\u2028',
    '\ufeff',
    '\ud800',
    '\0',
    '0644',
    '1n',
    '/x/v',
    '#x',
    'using ',
    'enum ',
    'namespace N ',
    'delete ',
    'globalThis',
    '.prototype',
    ' as ',
    'require',
  ],
);

test('no text makes it throw', { timeout: 120_000 }, async () => {
  const source = fc.oneof(
    fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join('')),
    fc.array(fragment, { maxLength: 12 }).map((parts) => definition(`export default checks({ a: ${parts.join('')} });`)),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(source, { minLength: 1, maxLength: 12 }), async (texts) => {
      const files = Object.fromEntries(texts.map((text, i) => [`checks/${i}.ts`, text]));
      const results = await evaluate({ ...files, 'checks/b.ts': 'export const x = 1;' });
      for (const [file, { document, diagnostics }] of results) {
        for (const { span } of diagnostics) expect(span?.start).toBeLessThanOrEqual((files[span?.file ?? ''] ?? '').length + 1);
        document?.locate(['a', 'b', 0], 'key');
        expect([file, document !== undefined || diagnostics.length > 0 || texts.length > 1]).toEqual([file, true]);
      }
    }),
    { numRuns: 25 },
  );
});
