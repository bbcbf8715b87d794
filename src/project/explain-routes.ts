import { printDuration } from '../model/duration.ts';
import type { Model, Receiver, Team, Urgency } from '../model/model.ts';
import type { ExplainedRoute } from './types.ts';

const by = (receiver: Receiver | undefined): string => {
  switch (receiver?.kind) {
    case undefined:
      return 'nothing';
    case 'email':
      return `e-mail to ${receiver.address}`;
    case 'webhook':
      return `webhook ${receiver.url}`;
    case 'slack':
      return `Slack ${receiver.channel}`;
    case 'pagerduty':
      return 'PagerDuty';
  }
};

const told = (team: Team | undefined, urgency: Urgency): string => `${urgency} ${team?.id ?? '?'} by ${by(team?.receivers[urgency])}`;

/** Who is told about a check at each level, first to last, in words. */
export const routesOf = (id: string, model: Model): readonly ExplainedRoute[] => {
  const check = model.checks.find((one) => one.id === id);
  const team = model.teams.find((one) => one.id === check?.owner);
  return (['critical', 'warning'] as const).flatMap((level): readonly ExplainedRoute[] => {
    const urgency = check?.notify[level];
    if (check === undefined || urgency === undefined) return [];
    if (check.stage === 'dark') return [{ environment: model.environment, level, steps: ['nobody: the check is dark'] }];
    const hours = check.during === undefined ? [] : [`only during ${check.during}`];
    const later = (team?.escalation ?? []).map(({ afterMs, team: next, urgency: how }) => {
      const target = model.teams.find((one) => one.id === next);
      return `after ${printDuration(afterMs)} ${told(target, how)}`;
    });
    return [{ environment: model.environment, level, steps: [told(team, urgency), ...hours, ...(urgency === 'page' ? later : [])] }];
  });
};
