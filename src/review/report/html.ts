import { escapeHtml } from '../../base/html.ts';
import { visible } from '../../diagnostics/render/visible.ts';
import { classes, classWords } from '../classes.ts';
import type { EnvironmentReview, ReviewDocument } from '../document.ts';
import type { Decision } from '../gate.ts';
import { drawingKey } from './drawing.ts';
import { rowArticle } from './html-row.ts';
import { style } from './html-style.ts';
import { named, theirs } from './html-text.ts';
import { rowsOf } from './rows.ts';
import { verdictLine } from './verdict.ts';

const mark = (isMet: boolean): string =>
  isMet ? '<span role="img" aria-label="agreed">☑</span>' : '<span role="img" aria-label="missing">☐</span>';

const needsText = (review: EnvironmentReview, decision: Decision | undefined): string => {
  const requirements = decision?.requirements ?? review.requirements.map((one) => ({ ...one, by: [], met: false }));
  if (requirements.length === 0) return '';
  const items = requirements.map(({ party, team, required, by: names, met }) => {
    const by = names.length === 0 ? '' : `: ${names.map(theirs).join(', ')}`;
    return `<li>${mark(met)} ${party}${team === undefined ? '' : ` ${named(team)}`}${required === 1 ? '' : `, ${required} of them`}${by}</li>`;
  });
  return `<h3>Must agree</h3><ul class="plain">${items.join('')}</ul>`;
};

const rulingsText = ({ rulings: { violations, excused } }: EnvironmentReview): string => {
  const broken = violations.map(({ rule, message }) => `<li>${escapeHtml(rule)}: ${theirs(message)}</li>`);
  const granted = excused.map(
    ({ rule, message, because }) =>
      `<li>${escapeHtml(rule)}: ${theirs(message)}, excused because ${theirs(because.why)}${because.until === undefined ? '' : ` until ${theirs(because.until)}`}</li>`,
  );
  return [
    broken.length === 0 ? '' : `<h3>Violations</h3><ul>${broken.join('')}</ul>`,
    granted.length === 0 ? '' : `<h3>Exceptions</h3><ul>${granted.join('')}</ul>`,
  ].join('');
};

const lines = (text: string): string => text.split('\n').map(visible).join('\n');

const generatedText = ({ generated }: EnvironmentReview): string =>
  generated.length === 0
    ? ''
    : `<h3>Generated</h3>${generated
        .map(
          ({ emitter, files, added, removed, diff, cut }) =>
            `<details><summary>${theirs(emitter)}: ${files} ${files === 1 ? 'file' : 'files'}, +${added} −${removed}${cut ? ', the beginning' : ''}</summary><pre tabindex="0">${escapeHtml(lines(diff))}</pre></details>`,
        )
        .join('')}`;

const verdictWords = { pass: 'may go', missing: 'somebody has still to agree', violation: 'breaks a rule' } as const;

const droppedText = (decision: Decision | undefined): string =>
  decision === undefined || decision.dropped.length === 0
    ? ''
    : `<h3>Approvals that do not count</h3><ul>${decision.dropped.map(({ by, because }) => `<li>${named(by)}: ${theirs(because)}</li>`).join('')}</ul>`;

const changesText = ({ plan }: EnvironmentReview): string => {
  if (plan.changes.length === 0) return '';
  const rows = rowsOf(plan);
  const present = classes.filter((one) => rows.some((row) => row.class === one)).toReversed();
  const key = present.map((one) => `<li><span class="class ${one}">${one}</span> ${escapeHtml(classWords[one])}</li>`).join('');
  const isDrawn = rows.some(({ members: [{ facets }] }) => facets.some(({ kind }) => kind === 'limits'));
  return `<h3>Changes</h3><ul class="key" aria-label="classes">${key}</ul>${isDrawn ? drawingKey : ''}${rows.map(rowArticle).join('\n')}`;
};

const environmentSection = (review: EnvironmentReview, decision: Decision | undefined): string => {
  const { environment, plan } = review;
  return [
    `<section class="environment"><h2>${named(environment)}: ${escapeHtml(verdictLine(plan))}</h2>`,
    decision === undefined ? '' : `<p>Gate: <strong>${verdictWords[decision.verdict]}</strong></p>`,
    rulingsText(review),
    needsText(review, decision),
    droppedText(decision),
    changesText(review),
    generatedText(review),
    '</section>',
  ].join('');
};

const revision = ({ commit, name }: ReviewDocument['base']): string => named(commit ?? name);

/** The whole review as one page: nothing is loaded, nothing runs, and no word of an author is markup. */
export const htmlReport = (document: ReviewDocument, decisions: readonly Decision[] = []): string => {
  const { estate, base, head, output, compiler, environments } = document;
  return [
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(visible(`Monitors of ${estate}`))}</title><style>${style}</style></head><body>`,
    `<header><h1>What a change to the monitors of ${named(estate)} does</h1><p class="dim">from ${revision(base)} to ${revision(head)}</p></header><main>`,
    ...environments.map((review, at) => environmentSection(review, decisions[at])),
    `</main><footer>output ${named(output)} · plimsoll ${named(compiler)}</footer></body></html>\n`,
  ].join('\n');
};
