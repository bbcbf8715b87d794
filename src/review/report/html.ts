import { escapeHtml } from '../../base/html.ts';
import { visible } from '../../diagnostics/render/visible.ts';
import { classWords } from '../classes.ts';
import type { EnvironmentReview, ReviewDocument } from '../document.ts';
import type { Decision } from '../gate.ts';
import type { PlannedChange } from '../plan.ts';
import { facetPieces, hostsText, type Piece, receiverPieces, whatPieces, whoPieces } from './cells.ts';
import { thresholdDrawing } from './drawing.ts';
import { type Row, rowsOf } from './rows.ts';
import { verdictLine } from './verdict.ts';

/** Text of an author: shown as it is, in a box of its own direction. */
const theirs = (text: string): string => `<bdi>${escapeHtml(visible(text))}</bdi>`;

const print = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => ('ours' in piece ? escapeHtml(piece.ours) : theirs(piece.theirs))).join('');

const style = `
:root { color-scheme: light dark; --ink: #1c2430; --paper: #fff; --line: #d5dae1; --soft: #f3f5f8; --ok: #dcefe2; --warning: #f2b33d; --critical: #d64545; --clear: #2b59c3; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --paper: #161b22; --line: #323a45; --soft: #1f2630; --ok: #24402f; --warning: #b98118; --critical: #c43c3c; --clear: #8fb0ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 72rem; font: 15px/1.5 system-ui, "DejaVu Sans", sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.35rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
section.environment { border-top: 2px solid var(--line); margin-top: 2rem; padding-top: 1rem; }
article { border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; margin: .75rem 0; overflow-wrap: anywhere; }
.class { display: inline-block; font-weight: 600; padding: 0 .5em; border-radius: 4px; background: var(--soft); border: 1px solid var(--line); }
.C4, .C5, .C6 { color: #fff; border-color: transparent; } .C4 { background: #9a5b00; } .C5, .C6 { background: #a02020; }
dl { display: grid; grid-template-columns: 7rem 1fr; gap: .15rem .75rem; margin: .5rem 0 0; } dt { opacity: .75; } dd { margin: 0; }
ul.plain { list-style: none; padding: 0; margin: .25rem 0; } .place { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .85em; opacity: .8; }
svg.limits { display: block; width: 100%; max-width: 40rem; height: auto; margin: .5rem 0; }
svg .ok { fill: var(--ok); } svg .warning { fill: var(--warning); } svg .critical { fill: var(--critical); } svg .clear { stroke: var(--clear); stroke-width: 2; stroke-dasharray: 3 2; }
svg text { font-size: 10px; fill: var(--ink); } svg .tick { text-anchor: middle; } svg .side { font-weight: 600; }
details { margin: .5rem 0; } summary { cursor: pointer; } pre { background: var(--soft); padding: .75rem; overflow: auto; font-size: .8rem; max-height: 30rem; }
.history { font-size: .85rem; opacity: .7; } footer { margin-top: 3rem; font-size: .8rem; opacity: .75; overflow-wrap: anywhere; }
`;

const definition = (term: string, value: string): string => (value === '' ? '' : `<dt>${term}</dt><dd>${value}</dd>`);

const placeText = ({ place }: PlannedChange): string =>
  place === undefined ? '' : `<span class="place">${theirs(`${place.file}:${place.line}`)}</span>`;

const facetList = (change: PlannedChange): string => {
  const items = change.facets.map((facet) => {
    const drawing = facet.kind === 'limits' ? thresholdDrawing(facet) : '';
    return `<li>${print(facetPieces(facet, change))}${drawing}</li>`;
  });
  return items.length === 0 ? '' : `<ul class="plain">${items.join('')}</ul>`;
};

const membersList = ({ members }: Row): string =>
  members.length === 1
    ? ''
    : `<details><summary>All ${members.length}</summary><ul class="plain">${members.map((one) => `<li>${theirs(one.id)} ${placeText(one)}</li>`).join('')}</ul></details>`;

const rowArticle = (row: Row): string => {
  const [first] = row.members;
  return [
    '<article>',
    `<h3><span class="class ${row.class}" title="${escapeHtml(classWords[row.class])}">${row.class}</span> ${print(whoPieces(row))} ${placeText(first)}</h3>`,
    row.members.length > 1 || first.facets.length === 0 ? `<p>${print(whatPieces(row))}</p>` : '',
    facetList(first),
    '<dl>',
    definition('hosts', escapeHtml(hostsText(row))),
    definition('told', print(receiverPieces(row))),
    definition('why', first.why === '' ? '' : theirs(first.why)),
    '</dl>',
    membersList(row),
    '</article>',
  ].join('');
};

const needsText = ({ requirements }: EnvironmentReview, decision: Decision | undefined): string => {
  if (requirements.length === 0) return '';
  const items = requirements.map(({ party, team, required }) => {
    const found = decision?.requirements.find((one) => one.party === party && one.team === team);
    const by = found === undefined || found.by.length === 0 ? '' : `: ${found.by.map(theirs).join(', ')}`;
    return `<li>${found?.met === true ? '☑' : '☐'} ${party}${team === undefined ? '' : ` ${theirs(team)}`}${required === 1 ? '' : `, ${required} of them`}${by}</li>`;
  });
  return `<h2>Must agree</h2><ul class="plain">${items.join('')}</ul>`;
};

const rulingsText = ({ rulings: { violations, excused } }: EnvironmentReview): string => {
  const broken = violations.map(({ rule, message }) => `<li>${escapeHtml(rule)}: ${theirs(message)}</li>`);
  const granted = excused.map(
    ({ rule, message, because }) => `<li>${escapeHtml(rule)}: ${theirs(message)}, excused because ${theirs(because.why)}</li>`,
  );
  return [
    broken.length === 0 ? '' : `<h2>Violations</h2><ul>${broken.join('')}</ul>`,
    granted.length === 0 ? '' : `<h2>Exceptions</h2><ul>${granted.join('')}</ul>`,
  ].join('');
};

const lines = (text: string): string => text.split('\n').map(visible).join('\n');

const generatedText = ({ generated }: EnvironmentReview): string =>
  generated.length === 0
    ? ''
    : `<h2>Generated</h2>${generated
        .map(
          ({ emitter, files, added, removed, diff, cut }) =>
            `<details><summary>${escapeHtml(emitter)}: ${files} ${files === 1 ? 'file' : 'files'}, +${added} −${removed}${cut ? ', the beginning' : ''}</summary><pre>${escapeHtml(lines(diff))}</pre></details>`,
        )
        .join('')}`;

const verdictWords = { pass: 'may go', missing: 'somebody has still to agree', violation: 'breaks a rule' } as const;

const environmentSection = (review: EnvironmentReview, decision: Decision | undefined): string => {
  const { environment, plan } = review;
  return [
    `<section class="environment"><h1>${theirs(environment)}: ${escapeHtml(verdictLine(plan))}</h1>`,
    decision === undefined ? '' : `<p>Gate: <strong>${verdictWords[decision.verdict]}</strong></p>`,
    rulingsText(review),
    needsText(review, decision),
    plan.changes.length === 0 ? '' : '<h2>Changes</h2>',
    ...rowsOf(plan).map(rowArticle),
    generatedText(review),
    '</section>',
  ].join('');
};

const revision = ({ commit, name }: ReviewDocument['base']): string => theirs(commit ?? name);

/** The whole review as one page: nothing is loaded, nothing runs, and no word of an author is markup. */
export const htmlReport = (document: ReviewDocument, decisions: readonly Decision[] = []): string => {
  const { estate, base, head, output, compiler, environments } = document;
  return [
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(visible(`Monitors of ${estate}`))}</title><style>${style}</style></head><body>`,
    `<p>What a change to the monitors of ${theirs(estate)} does, from ${revision(base)} to ${revision(head)}.</p>`,
    ...environments.map((review, at) => environmentSection(review, decisions[at])),
    `<footer>output ${theirs(output)} · plimsoll ${theirs(compiler)}</footer></body></html>\n`,
  ].join('\n');
};
