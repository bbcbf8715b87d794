import type { Word } from './escape.ts';
import { literally } from './metric-source.ts';
import { shared } from './names.ts';
import type { Options } from './options.ts';
import { pluginPath } from './subjects/place.ts';
import type { Command } from './subjects/realised.ts';

/** Macros for the notifier: names, addresses and words of the daemon itself. Output and comments never get to a command line. */
const identifiers = {
  host: ['$CONTACTNAME$', '$NOTIFICATIONTYPE$', '$HOSTNAME$', '$HOSTSTATE$'],
  service: ['$CONTACTNAME$', '$NOTIFICATIONTYPE$', '$HOSTNAME$', '$SERVICESTATE$', '$SERVICEDESC$'],
} as const;

const notifier = (subject: 'host' | 'service', { libraryDirectory, notifyDirectory }: Options): string =>
  [`${libraryDirectory}/plimsoll-notify`, notifyDirectory, subject, ...identifiers[subject]].join(' ');

/** Commands whose lines are final already. */
export const notifyCommands = (options: Options): readonly { readonly name: string; readonly line: string }[] => [
  { name: shared.notifyHost, line: notifier('host', options) },
  { name: shared.notifyService, line: notifier('service', options) },
];

const address: Word = [{ macro: 'address' }];

/** A host is down when none of five echo requests is answered. */
export const hostCommands = (options: Options): readonly Command[] => [
  {
    name: shared.hostPing,
    words: [
      ...literally(pluginPath('check_ping', options), '-H'),
      address,
      ...literally('-w', '3600000,100%', '-c', '3600000,100%', '-p', '5'),
    ],
  },
  { name: shared.hostUp, words: literally(pluginPath('check_dummy', options), '0', 'nobody looks at it') },
];
