import { expect, test } from 'vitest';
import { commandHelp, overallHelp } from '../../../src/cli/help.ts';
import { manifest } from '../../../src/cli/manifest.ts';

test('every command is what the manifest says of it', async () => {
  for (const entry of manifest) {
    const { name, summary } = await entry.load();
    expect({ name, summary }).toEqual({ name: entry.name, summary: entry.summary });
  }
});

test('every help screen fits a screen and ends in at least two examples of the command itself', async () => {
  const screens = [overallHelp(), ...(await Promise.all(manifest.map(async ({ load }) => commandHelp(await load()))))];
  for (const screen of screens) {
    const lines = screen.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(115);
    const examples = lines.slice(lines.indexOf('Examples:') + 1);
    expect(examples.length).toBeGreaterThanOrEqual(2);
    for (const example of examples) expect(example).toMatch(/^ {2}plimsoll /);
  }
});

test('every example of a command uses only what the command declares', async () => {
  for (const { load } of manifest) {
    const command = await load();
    const known = new Set([...command.options.map(({ flags }) => flags.split(' ')[0]), '--cwd', '--today', '--no-color', '--help']);
    const used = command.examples.flatMap((example) => example.command.match(/--[a-z-]+/g) ?? []);
    expect(used.filter((flag) => !known.has(flag))).toEqual([]);
  }
});
