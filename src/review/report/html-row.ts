import { escapeHtml } from '../../base/html.ts';
import { classWords } from '../classes.ts';
import type { Facet } from '../facet.ts';
import type { PlannedChange } from '../plan.ts';
import { facetPieces, hostsText, whatPieces, whoPieces, whyPieces } from './cells.ts';
import { thresholdDrawing } from './drawing.ts';
import { changedText, named, print, prose, theirs } from './html-text.ts';
import type { Row } from './rows.ts';
import { isToldAlike, receiverPieces } from './told.ts';

const definition = (term: string, value: string): string => (value === '' ? '' : `<dt>${term}</dt><dd>${value}</dd>`);

const placeText = ({ place }: PlannedChange): string =>
  place === undefined ? '' : ` <span class="place">${theirs(`${place.file}:${place.line}`)}</span>`;

const facetText = (facet: Facet, change: PlannedChange): string => {
  if (facet.kind === 'text' && facet.before !== undefined && facet.after !== undefined)
    return `${escapeHtml(facet.field)}: ${changedText(facet.before, facet.after)}`;
  return print(facetPieces(facet, change));
};

const facetItem = (facet: Facet, change: PlannedChange): string =>
  `<li>${facetText(facet, change)}${facet.kind === 'limits' ? thresholdDrawing(facet) : ''}</li>`;

const facetList = (change: PlannedChange): string =>
  change.facets.length === 0 ? '' : `<ul class="plain facts">${change.facets.map((one) => facetItem(one, change)).join('')}</ul>`;

/** Who is told: those that are lost and those that are gained marked. */
const receiverList = ({ kind, receivers: { before, after } }: PlannedChange): string => {
  if (kind !== 'checks') return '';
  const lost = before.filter((one) => !after.includes(one));
  const items = [
    ...after.map((one) => (before.includes(one) ? named(one) : `<ins>${theirs(one)}</ins> from now on`)),
    ...lost.map((one) => `<del>${theirs(one)}</del> no longer`),
  ];
  if (after.length === 0) items.unshift('nobody');
  return items.length === 1 ? (items[0] ?? '') : `<ul class="plain">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
};

const resetList = ({ resets }: PlannedChange): string => resets.map(({ daemon, because }) => `${daemon}: ${theirs(because)}`).join('; ');

/** A list beyond this is the JSON's to hold. */
const mostMembers = 2000;

const membersList = ({ members }: Row): string => {
  if (members.length === 1) return '';
  const items = members.slice(0, mostMembers).map((one) => `<li>${named(one.id)}${placeText(one)}</li>`);
  const more = members.length > mostMembers ? `<li>and ${members.length - mostMembers} more</li>` : '';
  return `<details><summary>All ${members.length}</summary><ul>${items.join('')}${more}</ul></details>`;
};

const directionWords: Readonly<Record<PlannedChange['direction'], string>> = {
  none: '',
  tightened: 'tightened',
  loosened: 'loosened',
  mixed: 'goes both ways',
  opaque: 'cannot be compared by its text',
};

/** One row of a review. */
export const rowArticle = (row: Row): string => {
  const [first] = row.members;
  const meaning = [classWords[row.class], first.action === 'changed' ? directionWords[first.direction] : ''].filter((text) => text !== '');
  return [
    `<article class="${row.class}">`,
    `<h4><span class="class ${row.class}">${row.class}</span> ${print(whoPieces(row))}${placeText(first)}</h4>`,
    `<p class="dim" style="margin:0">${escapeHtml(meaning.join(' · '))}</p>`,
    (row.members.length > 1 && !row.isUniform) || first.facets.length === 0 ? `<p>${print(whatPieces(row))}</p>` : '',
    facetList(first),
    '<dl>',
    definition('hosts', escapeHtml(hostsText(row))),
    definition('told', isToldAlike(row) ? receiverList(first) : print(receiverPieces(row))),
    definition('loses state', resetList(first)),
    definition('why', prose(whyPieces(row))),
    '</dl>',
    membersList(row),
    '</article>',
  ].join('');
};
