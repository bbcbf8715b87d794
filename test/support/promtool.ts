import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { tool } from './tools.ts';

/** What promtool says of each expression: undefined when it accepts it. One run for all; a file's errors are all reported. */
export const promtoolVerdicts = async (expressions: readonly string[]): Promise<readonly (string | undefined)[]> => {
  const directory = mkdtempSync(join(tmpdir(), 'promql-'));
  try {
    const rules = expressions.map((expr, i) => `  - record: verdict:r${i}\n    expr: ${JSON.stringify(expr)}\n`);
    writeFileSync(join(directory, 'rules.yaml'), `groups:\n- name: g\n  rules:\n${rules.join('')}`);
    const { all } = await execa(tool('promtool'), ['check', 'rules', 'rules.yaml'], {
      cwd: directory,
      reject: false,
      all: true,
      maxBuffer: 1e9,
    });
    const complaints = new Map(
      [...all.matchAll(/rule \d+, "verdict:r(\d+)": (.*)/g)].map((match): [number, string] => [Number(match[1]), match[2] ?? '']),
    );
    const total = /FAILED/.test(all) === complaints.size > 0;
    if (!total) throw new Error(`promtool said something unexpected: ${all.slice(0, 500)}`);
    return expressions.map((_, i) => complaints.get(i));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};
