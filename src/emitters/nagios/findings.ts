import { nagiosDiffers } from '../../diagnostics/codes/plm402-nagios-differs.ts';
import { nagiosNotAsked } from '../../diagnostics/codes/plm400-nagios-not-asked.ts';
import { nagiosPluginCannot } from '../../diagnostics/codes/plm401-nagios-plugin-cannot.ts';
import { nagiosScheduleShape } from '../../diagnostics/codes/plm403-nagios-schedule-shape.ts';
import { nagiosUnwritable } from '../../diagnostics/codes/plm405-nagios-unwritable.ts';
import type { Check } from '../../model/model.ts';
import type { Schedule } from '../../model/schedule.ts';
import type { EmitContext } from '../contract.ts';
import type { Difference } from './differences.ts';
import type { Refused } from './subjects/realised.ts';

const fieldOf = ({ subject }: Check): string => subject.kind;

const place = (check: Check, { locate }: EmitContext, field: string) => locate({ kind: 'checks', id: check.id, field });

/** A reason as a sentence of its own. */
const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;

/** A check that Nagios does not get. */
export const reportRefused = (check: Check, { because, why }: Refused, context: EmitContext): void => {
  const span = place(check, context, fieldOf(check));
  context.parity({ kind: 'checks', id: check.id, fidelity: 'impossible', because: [sentence(why)] });
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

/** Where the check in Nagios is only nearly what was asked, also for the parity report: without differences it is exact. */
export const reportDifferences = (check: Check, differences: readonly Difference[], context: EmitContext): void => {
  for (const { field, text } of differences)
    context.report(nagiosDiffers({ id: check.id, difference: text }, place(check, context, field)));
  const because = differences.map(({ text }) => text);
  context.parity({ kind: 'checks', id: check.id, fidelity: because.length === 0 ? 'exact' : 'approximate', because });
};

export const reportShape = ({ id }: Schedule, why: string, { locate, report }: EmitContext): void =>
  report(nagiosScheduleShape({ id, why }, locate({ kind: 'schedules', id, field: 'hours' })));
