import type { Check } from '../../model/model.ts';
import type { EmitContext } from '../contract.ts';

/**
 * On each host that has both: while the one that explains it is not OK, nobody is told of the other, which is looked at all the
 * same. Without written criteria Nagios would ignore the object silently.
 */
export const dependencyViews = (
  check: Check,
  hosts: readonly string[],
  servicesOf: (check: string) => readonly string[],
  { mark }: EmitContext,
): readonly object[] =>
  check.dependsOn.flatMap((master) => {
    const there = new Set(servicesOf(master));
    return hosts
      .filter((host) => there.has(host))
      .map((host) => ({ mark: mark({ kind: 'checks', id: check.id, field: 'dependsOn' }), host, master, dependent: check.id }));
  });
