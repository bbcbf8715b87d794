import { parseDuration } from '../../model/duration.ts';
import { watchdogName } from '../alert-labels.ts';
import { prometheusDuration } from '../prometheus-duration.ts';
import type { YamlMap } from '../yaml-writer.ts';
import { equals } from './matchers.ts';
import type { Options } from './options.ts';
import { webhook } from './receivers.ts';
import type { Route } from './route-tree.ts';

type Switch = NonNullable<Options['deadMansSwitch']>;

/** Ends in no urgency, so that no team's receiver can have the name. */
export const deadMansReceiver = 'dead-mans-switch';

/**
 * Alertmanager looks at a group every `group_interval`, and repeats at the first look after `repeat_interval`: a signal is never later
 * than `every`, and comes at least a fifth of it before.
 */
export const deadMansRoute = ({ every }: Switch): Route => {
  const part = Math.floor((parseDuration(every) ?? 0) / 5);
  return {
    matchers: [equals('alertname', watchdogName)],
    receiver: deadMansReceiver,
    groupBy: ['alertname'],
    pace: { wait: '0s', interval: prometheusDuration(part), repeat: prometheusDuration(part * 4) },
    routes: [],
  };
};

/** That the watchdog has gone is told by silence: word of it would be taken for a sign of life. */
export const deadMansSwitch = ({ webhook: url, credentialsFile }: Switch): YamlMap => ({
  name: deadMansReceiver,
  webhook_configs: [{ ...webhook({ url, ...(credentialsFile === undefined ? {} : { credentialsFile }) }), send_resolved: false }],
});
