import { visible } from '../../diagnostics/render/visible.ts';
import type { EnvironmentReview } from '../document.ts';
import type { Decision, Requirement } from '../gate.ts';
import { hostsText, whatPieces, whoPieces, whyPieces } from './cells.ts';
import type { Piece } from './pieces.ts';
import { type Row, rowsOf } from './rows.ts';
import { receiverPieces } from './told.ts';
import { verdictLine } from './verdict.ts';

const print = (pieces: readonly Piece[]): string => pieces.map((piece) => ('ours' in piece ? piece.ours : visible(piece.theirs))).join('');

const rowText = (row: Row): string => {
  const [{ place, direction }] = row.members;
  const where = place === undefined ? '' : `  ${visible(place.file)}:${place.line}`;
  const hosts = hostsText(row);
  const told = print(receiverPieces(row));
  const why = print(whyPieces(row));
  const facts = [hosts === '' ? '' : `hosts ${hosts}`, told === '' ? '' : `told ${told}`].filter((text) => text !== '').join('; ');
  return [
    `  ${row.class} ${direction === 'none' ? '' : `${direction} `}${print(whoPieces(row))}${where}\n`,
    `     ${print(whatPieces(row))}\n`,
    facts === '' ? '' : `     ${facts}\n`,
    why === '' ? '' : `     why: ${why}\n`,
  ].join('');
};

const partyWords = ({ party, team, required }: Pick<Requirement, 'party' | 'team' | 'required'>): string =>
  `${required === 1 ? '' : `${required} of `}${party}${team === undefined ? '' : ` ${visible(team)}`}`;

const needsText = ({ requirements }: EnvironmentReview, decision: Decision | undefined): string => {
  if (decision === undefined && requirements.length === 0) return '';
  if (decision === undefined) return `  must agree: ${requirements.map(partyWords).join(', ')}\n`;
  const open = decision.requirements.filter(({ met }) => !met);
  const done = decision.requirements.filter(({ met }) => met).map((one) => `${partyWords(one)} (${one.by.map(visible).join(', ')})`);
  return [
    open.length === 0 ? '' : `  still must agree: ${open.map(partyWords).join(', ')}\n`,
    done.length === 0 ? '' : `  agreed: ${done.join(', ')}\n`,
    ...decision.dropped.map(({ by, because }) => `  does not count: ${visible(by)}, ${visible(because)}\n`),
  ].join('');
};

const rulingsText = ({ rulings }: EnvironmentReview): string =>
  [
    ...rulings.violations.map(({ rule, message }) => `  violation ${rule}: ${visible(message)}\n`),
    ...rulings.excused.map(({ rule, message, because }) => `  exception ${rule}: ${visible(message)}, because ${visible(because.why)}\n`),
  ].join('');

const resetsText = ({ plan }: EnvironmentReview): string =>
  plan.changes
    .flatMap(({ id, resets }) => resets.map(({ daemon, because }) => `  loses state in ${daemon}: ${visible(id)}, ${visible(because)}\n`))
    .join('');

const generatedText = ({ generated }: EnvironmentReview): string =>
  generated.length === 0
    ? ''
    : `  generated: ${generated.map(({ emitter, files, added, removed }) => `${visible(emitter)} ${files} ${files === 1 ? 'file' : 'files'} +${added} -${removed}`).join(', ')}\n`;

/** The report of one environment for a terminal. */
export const humanReport = (review: EnvironmentReview, decision?: Decision): string =>
  [
    `${visible(review.environment)}: ${verdictLine(review.plan)}\n`,
    ...rowsOf(review.plan).map(rowText),
    rulingsText(review),
    needsText(review, decision),
    resetsText(review),
    generatedText(review),
  ].join('');
