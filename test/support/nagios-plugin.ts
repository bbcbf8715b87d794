import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { nagios } from '../../src/emitters/nagios/emitter.ts';
import type { LimitForm, Limits } from '../../src/model/limits.ts';
import { emitAll } from './emit.ts';
import { sampleModel } from './sample-model.ts';

/** The metric plugin as it is generated, in a file of its own that is removed after the suite. */
export const installPlugin = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-plugin-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const path = join(directory, 'plimsoll-check-metric');
  writeFileSync(path, emitAll(nagios, sampleModel({ targets: { nagios: {} } })).text('libexec/plimsoll-check-metric'));
  chmodSync(path, 0o755);
  return path;
};

const kebab = { above: 'above', below: 'below', atLeast: 'at-least', atMost: 'at-most', outside: 'outside', inside: 'inside' } as const;

const words = (form: LimitForm): string => {
  const parts = Object.entries(form).filter(([key]) => key !== 'form');
  const text = parts.map(([key, b]) => `${key}=${'low' in b ? `${b.low.text}..${b.high.text}` : b.text}`);
  return text.length === 0 ? '' : `--${kebab[form.form]} ${text.join(',')}`;
};

/** Limits as the plugin's batch mode reads them. */
export const batchLimits = (limits: Limits): string => limits.map(words).join(' ');
