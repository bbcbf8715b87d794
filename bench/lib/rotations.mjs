// What runs in turn with what.
import { bareNode, coldBuild, help, nagios, peer, promtool, rebuild } from './commands.mjs';
import { rotate } from './measure.mjs';

const named = (key, command) => ({ ...command, key });

const commandsOf = {
  start: ({ estate }) => [bareNode, help, named('20 checks', coldBuild(estate('20')))],
  '1k': ({ estate, python }) => [
    coldBuild(estate('1k')),
    promtool(estate('1k')),
    nagios(estate('1k')),
    peer(estate('1k'), python),
    rebuild(estate('1k'), 1000),
    bareNode,
  ],
  '10k': ({ estate, python }) => [
    coldBuild(estate('10k')),
    promtool(estate('10k')),
    nagios(estate('10k')),
    peer(estate('10k'), python),
    rebuild(estate('10k'), 10_000),
    bareNode,
    named('TypeScript', coldBuild(estate('10k-typescript'))),
  ],
  '100k': ({ estate, python }) => [
    coldBuild(estate('100k')),
    nagios(estate('100k')),
    peer(estate('100k'), python),
    rebuild(estate('100k'), 100_000),
    bareNode,
    named('10k', coldBuild(estate('10k'))),
  ],
};

export const rotations = Object.keys(commandsOf);

/** Measures one rotation; the estate is left as it was. */
export const measure = (name, bench) => {
  const commands = commandsOf[name](bench);
  try {
    return rotate(commands, { rounds: bench.rounds(name), warmUp: name !== '100k' }, bench.say);
  } finally {
    for (const command of commands) command.restore?.();
  }
};
