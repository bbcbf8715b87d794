import { visible } from '../../diagnostics/render/visible.ts';
import { type ChangeClass, classWords } from '../classes.ts';
import type { EnvironmentReview } from '../document.ts';
import type { PlannedChange } from '../plan.ts';
import { whatPieces } from './cells.ts';
import { rowsOf } from './rows.ts';

/** One change that is worth a remark beside its line. */
export interface Finding {
  readonly class: ChangeClass;
  readonly environment: string;
  readonly place: NonNullable<PlannedChange['place']>;
  readonly title: string;
  readonly message: string;
}

const remarkable: ReadonlySet<ChangeClass> = new Set(['C3', 'C4', 'C5', 'C6']);

/** Remarks on rows that more than the author must agree to, worst first. */
export const findingsOf = ({ environment, plan }: EnvironmentReview): readonly Finding[] =>
  rowsOf(plan).flatMap((row): readonly Finding[] => {
    const [first] = row.members;
    if (!remarkable.has(row.class) || first.place === undefined) return [];
    const what = whatPieces(row)
      .map((piece) => ('ours' in piece ? piece.ours : visible(piece.theirs)))
      .join('');
    const others = row.members.length === 1 ? '' : ` and ${row.members.length - 1} more`;
    return [
      {
        class: row.class,
        environment,
        place: first.place,
        title: `${row.class} ${classWords[row.class]}`,
        message: `${visible(first.id)}${others}: ${what}`,
      },
    ];
  });
