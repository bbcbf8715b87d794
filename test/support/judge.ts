import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ganglia } from '../../src/emitters/ganglia/emitter.ts';
import type { Model } from '../../src/model/model.ts';
import { emitAll } from './emit.ts';

/** What the generated collector makes of one drop file. */
export interface Judged {
  /** The values it would send, by key. */
  readonly values: Readonly<Record<string, string>>;
  readonly rejected: number;
  readonly unknown: number;
  readonly repeated: number;
  readonly partial: number;
  readonly tooLong: number;
}

/** Reads files with the functions of the collector itself, one directory each, in one shell. */
const loop = (name: string, tables: readonly string[]): string => `
read_drop_file() { verdict='' age=0; cp -- content "$work/copy"; }
for case in "$1"/*/; do
  cd "$case" || exit 1
  work=$case declared=0 oldest=0 files_rejected=0 files_read=0
  take_drop_file ${name}
  judge ${tables.map((table) => `kind=table drop=${table} "$1/${table}.tsv"`).join(' ')} kind=values drop=${name} age=0 "$work/${name}.values" </dev/null >counts
done
`;

const numbersOf = (text: string): readonly number[] => text.trimEnd().split('\t').map(Number);

const judgedIn = (directory: string): Judged => {
  const [, rejected = -1, unknown = -1, repeated = -1, , partial = -1, , , tooLong = -1] = numbersOf(
    readFileSync(join(directory, 'counts'), 'utf8'),
  );
  const rows = readFileSync(join(directory, 'send'), 'utf8').split('\n').slice(0, -1);
  const values = Object.fromEntries(rows.map((row) => row.split('\t')).map(([key = '', , value = '']) => [key, value]));
  return { values, rejected, unknown, repeated, partial, tooLong };
};

/** Judges every content as the drop file `name` of `model`, whose ganglia target is `options`. */
export const judgeAll = (contents: readonly Uint8Array[], name: string, model: Model): readonly Judged[] => {
  const emitted = emitAll(ganglia, model);
  const [functions = ''] = emitted.text('plimsoll-collect').split('\nenter_state_directory\nchoose_name\n');
  const root = mkdtempSync(join(tmpdir(), 'plimsoll-judge-'));
  try {
    const tables = emitted.artifacts.flatMap(({ path }) => /^tables\/(.*)\.tsv$/.exec(path)?.[1] ?? []);
    for (const table of tables) writeFileSync(join(root, `${table}.tsv`), emitted.text(`tables/${table}.tsv`));
    const places = contents.map((content, i) => {
      const place = join(root, String(i).padStart(6, '0'));
      mkdirSync(place);
      writeFileSync(join(place, 'content'), content);
      return place;
    });
    writeFileSync(join(root, 'judge.sh'), functions + loop(name, tables));
    execFileSync('/bin/sh', [join(root, 'judge.sh'), root], { stdio: ['ignore', 'ignore', 'inherit'] });
    return places.map(judgedIn);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};
