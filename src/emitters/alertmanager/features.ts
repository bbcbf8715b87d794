import { alertmanagerVersion } from '../../diagnostics/codes/plm445-alertmanager-version.ts';
import type { Model, Receiver } from '../../model/model.ts';
import type { EmitContext } from '../contract.ts';
import { type Feature, isAtLeast } from '../version.ts';
import type { Options } from './options.ts';

const base: Feature = { name: 'matchers with operators', since: '0.22.0' };
const hours: Feature = { name: 'active time intervals', since: '0.24.0' };
const zones: Feature = { name: 'time zone of an interval', since: '0.25.0' };
const routingKey: Feature = { name: 'PagerDuty key from a file', since: '0.25.0' };
const password: Feature = { name: 'mail password from a file', since: '0.25.0' };

const featureOf = ({ kind }: Receiver): Feature | undefined => (kind === 'pagerduty' ? routingKey : undefined);

/** What the files will use, each once. */
const used = ({ teams, schedules, checks }: Model, { smtp }: Options): ReadonlySet<Feature> => {
  const kept = new Set(checks.flatMap(({ during }) => during ?? []));
  const schedulesUsed = schedules.filter(({ id }) => kept.has(id));
  return new Set([
    base,
    ...teams.flatMap(({ receivers }) => Object.values(receivers).flatMap((receiver) => featureOf(receiver) ?? [])),
    ...(schedulesUsed.length === 0 ? [] : [hours]),
    ...(schedulesUsed.some(({ zone }) => zone !== 'UTC') ? [zones] : []),
    ...(smtp?.passwordFile === undefined ? [] : [password]),
  ]);
};

/** Reports everything the declared version would refuse. */
export const checkVersion = (model: Model, chosen: Options, { report, locate }: EmitContext): void => {
  for (const { name, since } of used(model, chosen)) {
    if (isAtLeast(chosen.version, since)) continue;
    const span = locate({ kind: 'settings', id: model.estate, field: 'targets.alertmanager.version' });
    report(alertmanagerVersion({ version: chosen.version, feature: name, since }, span));
  }
};
