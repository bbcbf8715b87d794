import type { Check } from '../../model/model.ts';
import { limitArguments } from '../../probes/host/own-program.ts';
import type { EmitContext } from '../contract.ts';
import type { Polled, Realised } from './subjects/realised.ts';
import { wholeSeconds } from './time.ts';

/** A cell is never empty, and none holds a tab: ids, names and numbers only. */
const cell = (text: string | undefined): string => (text === undefined || text === '' ? '-' : text);

/** What all rows of one placement share: everything behind host and service. */
const cellsOf = ({ name, cluster, limits, label, unit, type, staleAfterMs, withinMs }: Polled): string =>
  [
    name,
    cell(cluster),
    cell(limitArguments(limits).join(' ')),
    label,
    cell(unit),
    type,
    withinMs === undefined ? wholeSeconds(staleAfterMs) : '-',
    withinMs === undefined ? '-' : wholeSeconds(withinMs),
  ].join('\t');

/** One row per service of a check that the poller looks for. */
export const pollerRows = (check: Check, realised: Realised, { mark }: EmitContext): readonly object[] =>
  realised.placements.flatMap(({ hosts, polled }) => {
    if (polled === undefined) return [];
    const cells = cellsOf(polled);
    return hosts.map((host) => ({ mark: mark({ kind: 'checks', id: check.id }), row: `${host}\t${check.id}\t${cells}` }));
  });
