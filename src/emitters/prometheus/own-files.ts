import type { Team } from '../../model/model.ts';
import type { Artifact } from '../contract.ts';
import { writeYaml } from '../yaml-writer.ts';
import { header } from './file-head.ts';
import type { Options } from './options.ts';
import { ownAlerts, ownRule, ownTests } from './own-alerts.ts';
import { ruleFiles, testedPath } from './rule-forms.ts';
import { writeGroup } from './rule-set.ts';
import type { Headed } from './team-groups.ts';

/** No team's file: names of teams never begin with `_`. */
const name = '_plimsoll';

/** The watchdog and the alerts about Prometheus itself, with their unit test. */
export const ownFiles = (headed: Headed, team: Team | undefined, options: Options): readonly Artifact[] => {
  const { model, context } = headed;
  const alerts = ownAlerts(team, model.hostLabel);
  const mark = context.mark({ kind: 'settings', id: model.estate, field: 'targets.prometheus' });
  const group = writeGroup({ name: 'plimsoll', interval: undefined, rules: alerts.map(ownRule), mark }, options);
  const rules = ruleFiles({ name, head: `${mark}${header(headed, 'Alert rules about the monitoring itself')}`, groups: [group] }, options);
  if (!options.unitTests) return rules;
  const test = writeYaml({ rule_files: [testedPath(name, options)], evaluation_interval: '1m', tests: ownTests(alerts) });
  const head = header(headed, 'Unit tests of the rules about the monitoring itself');
  return [...rules, { path: `tests/${name}_test.yaml`, text: `${mark}${head}${test}`, mode: 0o644 }];
};
