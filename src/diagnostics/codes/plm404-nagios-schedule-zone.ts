import { defineCode } from '../define-code.ts';

export const nagiosScheduleZone = defineCode<{ id: string; zone: string; daemon: string }>({
  code: 'PLM404',
  slug: 'nagios-schedule-zone',
  severity: 'warning',
  message: (p) => `\`${p.id}\` is in ${p.zone}, but Nagios runs in ${p.daemon}`,
  label: (p) => `Nagios has one zone for everything, here ${p.daemon}`,
  why: 'Nagios would read its hours in another zone, so it tells at all hours instead of at the wrong ones',
  help: 'write the schedule in the zone of the others, or choose the zone of the daemon with `targets.nagios.zone`',
});
