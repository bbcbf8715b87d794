import type { Check } from '../../model/model.ts';

/** Is it told that a check gives no answer? Not where nobody would hear it, nor where a check by its nature says so itself. */
export const tellsUnknown = ({ subject, unknown, stage, notify }: Check): boolean => {
  if (subject.kind === 'heartbeat' || subject.kind === 'quorum' || subject.kind === 'command') return false;
  if (unknown !== undefined) return unknown === 'tell';
  return stage === 'live' && (notify.critical ?? notify.warning) !== undefined;
};

/** Do rules compare the hosts of a check with those that are heard from? */
export const isExpected = (check: Check): boolean => check.hosts.length > 0 && (check.subject.kind === 'heartbeat' || tellsUnknown(check));
