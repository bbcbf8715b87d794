import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { replay } from '../support/session.ts';

const folder = new URL('./', import.meta.url);
const sessions = readdirSync(folder).filter((name) => name.endsWith('.txt'));

test.each(sessions)('%s', { timeout: 240_000 }, async (name) => {
  const file = new URL(name, folder);
  const text = readFileSync(file, 'utf8');
  const seen = await replay(text);
  if (process.env['UPDATE_SESSIONS'] !== undefined) writeFileSync(file, seen);
  else expect(seen).toBe(text);
});
