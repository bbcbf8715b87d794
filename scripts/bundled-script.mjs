// How the files of the bundle that Node starts with run the script that has everything else: with the code that V8 compiled of it the last
// time. `scripts/bundle.mjs` bundles this file; it is CommonJS then.
import { accessSync, constants, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

const folder = dirname(fileURLToPath(import.meta.url));
/* global SCRIPT */
const file = join(folder, SCRIPT);

/** V8 looks whether code is of its own version and of a script as long as this one; whether it is whole, it does not. */
const sumBytes = 8;

const readCode = (path) => {
  try {
    const bytes = readFileSync(path);
    const code = bytes.subarray(sumBytes);
    return code.length > 0 && crc32(code) === bytes.readUInt32LE() ? code : undefined;
  } catch {
    return undefined;
  }
};

/** Written under another name first: two commands may end at the same time. */
const writeCode = (path, code) => {
  const draft = `${path}.${process.pid}`;
  const sum = Buffer.alloc(sumBytes);
  sum.writeUInt32LE(crc32(code));
  try {
    writeFileSync(draft, Buffer.concat([sum, code]), { flag: 'wx' });
    renameSync(draft, path);
  } catch {
    rmSync(draft, { force: true });
  }
};

const isWritable = () => {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** Runs the script with the code kept for `command`: a command then reads no more than it needs. Without code it only starts slower. */
export const runScript = (command) => {
  const kept = `${file.slice(0, -'.js'.length)}-${command}-${process.versions.v8}-${process.arch}.code`;
  const cachedData = crc32 === undefined ? undefined : readCode(kept);
  const script = new Script(readFileSync(file, 'latin1'), { filename: file, ...(cachedData === undefined ? {} : { cachedData }) });
  const module = { exports: {} };
  // A script has no `import()` of its own without Node's warning of an experiment; it borrows this one.
  script.runInThisContext()(module, createRequire(file), file, (name) => import(name));
  const keepCode = () => {
    if (cachedData === undefined && crc32 !== undefined && isWritable()) writeCode(kept, script.createCachedData());
  };
  return { exports: module.exports, keepCode };
};
