import { expect, test } from 'vitest';
import type { State } from '../../../src/model/evaluate.ts';
import { hostArgv, runWorlds, type World, wrongOutcomes } from '../../support/plugin-world.ts';
import { describeWith } from '../../support/tools.ts';

/** What `systemctl show` prints for a unit. There is no systemd to ask where tests run, so its answers are laid in its place. */
const said = (load: string, active: string, sub: string): string => `LoadState=${load}\\nActiveState=${active}\\nSubState=${sub}\\n`;

const world = (answer: string, wanted: State, unwanted: State, status = 0): World => ({
  setup: `printf '#!/bin/sh\\nprintf "${answer.replaceAll('\\n', '\\\\n')}"\\nexit ${status}\\n' >systemctl; chmod 755 systemctl; mount --bind systemctl "$place"`,
  teardown: 'umount "$place"',
  runs: [
    { label: `must run: ${answer}`, argv: hostArgv('systemd-unit', { fields: { unit: 'x.service' }, limits: {} }), expected: wanted },
    {
      label: `must not: ${answer}`,
      argv: hostArgv('systemd-unit', { fields: { unit: 'x.service', active: false }, limits: {} }),
      expected: unwanted,
    },
  ],
});

/** Where systemctl is; where there is none, a place in the program's own search path. */
const install: World = {
  setup: `place=/usr/bin/systemctl; [ -e "$place" ] || { place=/usr/sbin/systemctl; mount -t tmpfs tmpfs /usr/sbin; : >"$place"; }`,
  runs: [],
};

describeWith(['unshare', 'perl'], 'the program that looks at units of systemd', () => {
  test('a unit is fine while it is active, or while it must not be and is not', () => {
    const outcomes = runWorlds([
      install,
      world(said('loaded', 'active', 'running'), 'ok', 'critical'),
      world(said('loaded', 'reloading', 'reload'), 'ok', 'critical'),
      world(said('loaded', 'activating', 'auto-restart'), 'critical', 'critical'),
      world(said('loaded', 'deactivating', 'stop-sigterm'), 'critical', 'ok'),
      world(said('loaded', 'inactive', 'dead'), 'critical', 'ok'),
      world(said('loaded', 'failed', 'failed'), 'critical', 'ok'),
      world(said('not-found', 'inactive', 'dead'), 'critical', 'ok'),
      world(said('masked', 'inactive', 'dead'), 'critical', 'ok'),
      world('', 'unknown', 'unknown'),
      world(said('loaded', 'active', 'running'), 'unknown', 'unknown', 1),
      world('Failed to connect to bus: No such file or directory\\n', 'unknown', 'unknown', 1),
    ]);
    expect(wrongOutcomes(outcomes)).toEqual([]);
    expect(outcomes.find(({ label }) => label.startsWith('must run: LoadState=not-found'))?.output).toContain('not-found');
  });
});
