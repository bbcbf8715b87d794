import { expect, test } from 'vitest';
import { htmlReport } from '../../../src/review/report/html.ts';
import { openPage } from '../../support/chromium.ts';
import type { Picture } from '../../support/png.ts';
import { hostileText, manyChanges, reviewModels, withEveryText } from '../../support/review-document.ts';
import { bound, sampleCheck, sampleModel } from '../../support/sample-model.ts';
import { describeWith } from '../../support/tools.ts';

const [ok, warning, critical] = ['#d5eadd', '#f2b33d', '#d64545'];

interface Run {
  readonly colour: string;
  readonly from: number;
  readonly length: number;
}

const runsIn = ({ width, at }: Picture, y: number): readonly Run[] => {
  const runs: Run[] = [];
  let from = 0;
  for (let x = 1; x <= width; x += 1)
    if (x === width || at(x, y) !== at(from, y)) {
      runs.push({ colour: at(from, y), from, length: x - from });
      from = x;
    }
  return runs;
};

/** Colours and widths of each bar of the drawings from above to below, as shares of the bar. */
const barsIn = (picture: Picture): readonly (readonly (readonly [string, number])[])[] => {
  const bars: (readonly (readonly [string, number])[])[] = [];
  let last = '';
  for (let y = 0; y < picture.height; y += 1) {
    const runs = runsIn(picture, y).filter(({ colour, length }) => [ok, warning, critical].includes(colour) && length > 3);
    const total = runs.reduce((sum, { length }) => sum + length, 0);
    const bar = total < 300 ? [] : runs.map(({ colour, length }): readonly [string, number] => [colour, length / total]);
    const key = bar.map(([colour]) => colour).join();
    if (key !== '' && last === '') bars.push(bar);
    last = key;
  }
  return bars;
};

/** Names of the elements of a printed document with their attributes' names, in order. */
const elementsIn = (dom: string): readonly string[] =>
  [...dom.matchAll(/<([a-zA-Z][^\s/>]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/g)].map(
    ([, name = '', attributes = '']) =>
      `${name}${[...attributes.matchAll(/\s+([^\s=>]+)(?:="[^"]*")?/g)].map(([, one]) => ` ${one}`).join('')}`,
  );

const known =
  /^(?:html|head|meta|title|style|body|header|main|footer|section|article|h[1-4]|p|span|strong|code|bdi|del|ins|ul|li|dl|dt|dd|figure|figcaption|svg|rect|line|text|details|summary|pre)(?: (?:lang|charset|http-equiv|content|name|class|role|style|tabindex|viewBox|x|y|x1|x2|y1|y2|width|height|aria-label|aria-hidden))*$/;

describeWith(['chromium'], 'the review as a page in Chromium', () => {
  test('a page that does run, complain and ask is seen to', async () => {
    const { dom, console, requests } = await openPage(
      '<!doctype html><title>x</title><img src="http://evil.example/y"><script>console.error("loud"); document.title = "changed";</script>',
    );
    expect(console.join()).toContain('loud');
    expect(requests.join()).toContain('evil.example');
    expect(dom).toContain('<title>changed</title>');
  });

  test('a page with drawings is drawn, to scale, says nothing to the console and asks nothing of the network', async () => {
    const before = sampleModel({
      checks: [sampleCheck('queue')],
    });
    const after = sampleModel({
      checks: [
        sampleCheck('queue', {
          subject: {
            kind: 'threshold',
            threshold: 'offline-queue-depth',
            metric: 'offline_queue_depth',
            variants: [{ hosts: ['worker1', 'worker2'], limits: [{ form: 'above', warning: bound('20000'), critical: bound('50000') }] }],
          },
        }),
      ],
    });
    const { document } = reviewModels(before, after);
    const html = htmlReport(document);
    expect(htmlReport(structuredClone(document))).toBe(html);
    expect(html).not.toMatch(/\b(?:src|href)=|url\(|@import/);
    const { console, requests, dom, picture } = await openPage(html);
    expect(console).toEqual([]);
    expect(requests.filter((line) => !/google|gvt1/.test(line))).toEqual([]);
    expect(dom).toContain('Before: above: warning 10000 tasks, critical 50000 tasks.');
    // Limits from 10,000 to 50,000 with a quarter of that on either side: 10,000 lies at 1/6 of the bar, 20,000 at 1/3, 50,000 at 5/6.
    const bars = barsIn(picture);
    expect(bars.map((bar) => bar.map(([colour]) => colour))).toEqual([
      [ok, warning, critical],
      [ok, warning, critical],
    ]);
    const shares = bars.flatMap((bar) => bar.map(([, share]) => share));
    [1 / 6, 4 / 6, 1 / 6, 1 / 3, 1 / 2, 1 / 6].forEach((share, i) => expect(shares[i]).toBeCloseTo(share, 1.7));
    expect(picture.at(2, 2)).toBe('#ffffff');
  });

  test('headings are in order, every drawing says in words what it shows, and a phone shows the whole of it', async () => {
    const { document, decision } = manyChanges();
    const { dom, picture, console } = await openPage(htmlReport(document, [decision]), { width: 500, height: 3000 });
    expect(console).toEqual([]);
    const levels = [...dom.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    levels.slice(1).forEach((level, i) => expect(level - (levels[i] ?? 0)).toBeLessThanOrEqual(1));
    const drawings = dom.match(/<svg class="limits"[^>]*>/g) ?? [];
    expect(drawings.length).toBeGreaterThan(0);
    for (const drawing of drawings) expect(drawing).toMatch(/role="img" aria-label="Before: .+ After: .+"/);
    // Nothing runs over the right edge: the last column of points is paper from top to bottom.
    expect(new Set(Array.from({ length: picture.height }, (_, y) => picture.at(picture.width - 1, y)))).toEqual(new Set(['#ffffff']));
  });

  test('no word of an author becomes an element, an attribute, a script or a request', async () => {
    const { document, decision } = manyChanges();
    const [harmless, hostile] = ['harmless words', hostileText].map((text) =>
      htmlReport(withEveryText(document, text), [withEveryText(decision, text)]),
    );
    const seen = await openPage(hostile ?? '');
    const calm = await openPage(harmless ?? '');
    expect(seen.console).toEqual([]);
    expect(seen.requests.filter((line) => /evil/.test(line))).toEqual([]);
    const elements = elementsIn(seen.dom);
    expect(elements.filter((one) => !known.test(one))).toEqual([]);
    const counted = (all: readonly string[]) => {
      const counts: Record<string, number> = {};
      for (const one of all) if (!/^(?:span|ins|del|text)\b/.test(one)) counts[one] = (counts[one] ?? 0) + 1;
      return counts;
    };
    expect(counted(elements)).toEqual(counted(elementsIn(calm.dom)));
    expect(seen.dom.match(/<title>([^<]*)<\/title>/)?.[1]).toContain('Monitors of ');
    expect(/[\u0000\u001b]|\p{Cf}|\p{Default_Ignorable_Code_Point}/u.test(seen.dom)).toBe(false);
    expect(seen.picture.at(2, 2)).toBe('#ffffff');
  });
});
