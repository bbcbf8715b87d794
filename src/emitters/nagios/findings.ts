import { nagiosDiffers } from '../../diagnostics/codes/plm402-nagios-differs.ts';
import { nagiosNotAsked } from '../../diagnostics/codes/plm400-nagios-not-asked.ts';
import { nagiosPluginCannot } from '../../diagnostics/codes/plm401-nagios-plugin-cannot.ts';
import { nagiosScheduleShape } from '../../diagnostics/codes/plm403-nagios-schedule-shape.ts';
import { nagiosUnwritable } from '../../diagnostics/codes/plm405-nagios-unwritable.ts';
import type { Check } from '../../model/model.ts';
import type { Schedule } from '../../model/schedule.ts';
import type { EmitContext } from '../contract.ts';
import type { Refused } from './subjects/realised.ts';

const fieldOf = ({ subject }: Check): string => subject.kind;

const place = (check: Check, { locate }: EmitContext, field: string) => locate({ kind: 'checks', id: check.id, field });

/** A check that Nagios does not get. */
export const reportRefused = (check: Check, { because, why }: Refused, context: EmitContext): void => {
  const span = place(check, context, fieldOf(check));
  const params = { id: check.id, why };
  switch (because) {
    case 'source':
      return context.report(nagiosNotAsked(params, span));
    case 'plugin':
      return context.report(nagiosPluginCannot(params, span));
    case 'words':
      return context.report(nagiosUnwritable(params, span));
  }
};

/** Where the check in Nagios is only nearly what was asked. */
export const reportDifferences = (check: Check, differences: readonly string[], context: EmitContext): void => {
  for (const difference of differences) context.report(nagiosDiffers({ id: check.id, difference }, place(check, context, fieldOf(check))));
};

export const reportShape = ({ id }: Schedule, why: string, { locate, report }: EmitContext): void =>
  report(nagiosScheduleShape({ id, why }, locate({ kind: 'schedules', id, field: 'hours' })));
