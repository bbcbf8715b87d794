import { nagiosNoName } from '../../diagnostics/codes/plm410-nagios-no-name.ts';
import { nagiosOneLine } from '../../diagnostics/codes/plm411-nagios-one-line.ts';
import type { Model, Origin } from '../../model/model.ts';
import type { EmitContext } from '../contract.ts';

/** The one id that means something else: xodtemplate.c takes it for "no value". Every other name that it minds is no id. */
const noName = 'null';

const changes = (text: string): boolean => /[\n\t]|\\$/.test(text.trim());

interface Named {
  readonly kind: Origin['kind'];
  readonly id: string;
  readonly why?: string;
}

const named = ({ checks, groups, hosts, schedules }: Model): readonly Named[] => [
  ...hosts.map(({ id }): Named => ({ kind: 'hosts', id })),
  ...groups.map(({ id, why }): Named => ({ kind: 'groups', id, ...(why === undefined ? {} : { why }) })),
  ...schedules.map(({ id, why }): Named => ({ kind: 'schedules', id, why })),
  ...checks.map(({ id, why }): Named => ({ kind: 'checks', id, why })),
];

/** Names that Nagios would not take for names, and texts that its pages show otherwise than they were written. */
export const reportTexts = (model: Model, { locate, report }: EmitContext): void => {
  for (const { kind, id, why = '' } of named(model)) {
    if (id === noName) report(nagiosNoName({ id }, locate({ kind, id })));
    if (changes(why)) report(nagiosOneLine({ id }, locate({ kind, id, field: 'why' })));
  }
};
