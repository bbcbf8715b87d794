import { defaultSmtp } from '../../diagnostics/codes/plm446-default-smtp.ts';
import { unknownDefaultTeam } from '../../diagnostics/codes/plm450-unknown-default-team.ts';
import { noDefaultReceiver } from '../../diagnostics/codes/plm451-no-default-receiver.ts';
import { unevenRepeatInterval } from '../../diagnostics/codes/plm452-uneven-repeat-interval.ts';
import { noDeadMansSwitch } from '../../diagnostics/codes/plm453-no-dead-mans-switch.ts';
import { repeatBeyondRetention } from '../../diagnostics/codes/plm456-repeat-beyond-retention.ts';
import { parseDuration } from '../../model/duration.ts';
import { type Model, urgencies } from '../../model/model.ts';
import type { EmitContext } from '../contract.ts';
import { prometheusDuration } from '../prometheus-duration.ts';
import { localSmtp, sendsMail } from './config.ts';
import type { Options } from './options.ts';
import { defaultReceiverOf } from './receivers.ts';

type Asked = readonly [Model, Options, EmitContext];

const settings = ({ estate }: Model, field: string) => ({ kind: 'settings', id: estate, field: `targets.alertmanager${field}` }) as const;

const checkDefault = (...[model, { defaultReceiver }, { report, locate }]: Asked): void => {
  if (defaultReceiver === undefined) {
    report(noDefaultReceiver({}, locate(settings(model, ''))));
    return;
  }
  const able = model.teams.filter((team) => defaultReceiverOf(team) !== undefined).map(({ id }) => id);
  if (able.includes(defaultReceiver)) return;
  report(unknownDefaultTeam({ team: defaultReceiver, known: able }, locate(settings(model, '.defaultReceiver'))));
};

const checkMail = (...[model, { smtp }, { report, locate }]: Asked): void => {
  if (smtp === undefined && sendsMail(model)) report(defaultSmtp(localSmtp, locate(settings(model, ''))));
};

const checkSwitch = (...[model, { deadMansSwitch }, { report, locate }]: Asked): void => {
  if (deadMansSwitch === undefined) report(noDeadMansSwitch({}, locate(settings(model, ''))));
};

/** The common pace, and those of urgencies that have one of their own. */
const paces = (chosen: Options) => [
  { field: '', groupInterval: chosen.groupInterval, repeatInterval: chosen.repeatInterval },
  ...urgencies.flatMap((urgency) => {
    const own = chosen.urgencies?.[urgency];
    if (own === undefined) return [];
    const { groupInterval = chosen.groupInterval, repeatInterval = chosen.repeatInterval } = own;
    return [{ field: `.urgencies.${urgency}`, groupInterval, repeatInterval }];
  }),
];

const checkRepeat = (...[model, chosen, { report, locate }]: Asked): void => {
  const retention = parseDuration(chosen.retention) ?? 0;
  for (const { field, groupInterval, repeatInterval } of paces(chosen)) {
    const group = parseDuration(groupInterval) ?? 1;
    const repeat = parseDuration(repeatInterval) ?? 0;
    const actual = Math.ceil(repeat / group) * group;
    const span = () => locate(settings(model, `${field}.repeatInterval`));
    const printed = { repeat: prometheusDuration(repeat), group: prometheusDuration(group), actual: prometheusDuration(actual) };
    if (actual !== repeat) report(unevenRepeatInterval(printed, span()));
    if (repeat > retention) {
      const params = { repeat: printed.repeat, retention: prometheusDuration(retention) };
      report(repeatBeyondRetention(params, span()));
    }
  }
};

/** What is to be said of the target's settings: everything Alertmanager's own checker does not notice. */
export const reportFindings = (...asked: Asked): void => {
  for (const check of [checkDefault, checkMail, checkSwitch, checkRepeat]) check(...asked);
};
