import { defaultSmtp } from '../../diagnostics/codes/plm446-default-smtp.ts';
import { noEscalation } from '../../diagnostics/codes/plm447-no-escalation.ts';
import { inexactSchedule } from '../../diagnostics/codes/plm448-inexact-schedule.ts';
import { unknownDefaultTeam } from '../../diagnostics/codes/plm450-unknown-default-team.ts';
import { noDefaultReceiver } from '../../diagnostics/codes/plm451-no-default-receiver.ts';
import { unevenRepeatInterval } from '../../diagnostics/codes/plm452-uneven-repeat-interval.ts';
import { parseDuration } from '../../model/duration.ts';
import type { Model } from '../../model/model.ts';
import type { EmitContext } from '../contract.ts';
import { prometheusDuration } from '../prometheus-duration.ts';
import { localSmtp, sendsMail } from './config.ts';
import type { Options } from './options.ts';
import { defaultReceiverOf } from './receivers.ts';
import { exceptionsOverlap } from './time-intervals.ts';

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

const checkRepeat = (...[model, { groupInterval, repeatInterval }, { report, locate }]: Asked): void => {
  const group = parseDuration(groupInterval) ?? 1;
  const repeat = parseDuration(repeatInterval) ?? 0;
  if (repeat % group === 0) return;
  const actual = prometheusDuration(Math.ceil(repeat / group) * group);
  const params = { repeat: prometheusDuration(repeat), group: prometheusDuration(group), actual };
  report(unevenRepeatInterval(params, locate(settings(model, '.repeatInterval'))));
};

const checkTeams = (...[model, , { report, locate }]: Asked): void => {
  for (const { id, escalation } of model.teams) {
    if (escalation.length > 0) report(noEscalation({ team: id }, locate({ kind: 'teams', id, field: 'escalation' })));
  }
};

const checkSchedules = (...[model, , { report, locate }]: Asked): void => {
  const kept = new Set(model.checks.flatMap(({ during }) => during ?? []));
  for (const schedule of model.schedules.filter(({ id }) => kept.has(id))) {
    if (!exceptionsOverlap(schedule)) continue;
    const why = 'On a day of two exceptions it tells somebody only in the hours that both allow.';
    report(inexactSchedule({ schedule: schedule.id, why }, locate({ kind: 'schedules', id: schedule.id, field: 'except' })));
  }
};

/** Everything Alertmanager would do otherwise than the model says, or that its own checker does not notice. */
export const reportFindings = (...asked: Asked): void => {
  for (const check of [checkDefault, checkMail, checkRepeat, checkTeams, checkSchedules]) check(...asked);
};
