import { expect, test } from 'vitest';
import { corpusCases, corpusFiles, edited, reviewFiles } from '../../support/review-corpus.ts';

const cases = corpusCases();
const files = corpusFiles();

const exitCodes = { pass: 0, violation: 1, missing: 4 } as const;

test('the corpus has at least sixty changes', () => {
  expect(cases.length).toBeGreaterThanOrEqual(60);
});

test.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
  const { diagnostics, document, decisions } = await reviewFiles(files, edited(files, one));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [review] = document?.environments ?? [];
  const [decision] = decisions;
  const { plan } = review ?? {};
  const change = plan?.changes.find(
    ({ id, kind }) => id === one.expected['change'] && (kind === 'checks' || one.expected['class'] !== undefined),
  );
  const found: Record<string, string | undefined> = {
    change: change?.id,
    class: one.expected['change'] === undefined ? plan?.class : change?.class,
    direction: change?.direction,
    needs: (one.expected['change'] === undefined ? plan?.needs : change?.needs)
      ?.map(({ party, team }) => (team === undefined ? party : `${party} ${team}`))
      .join(', '),
    newlyPages: String(plan?.counts.newlyPages),
    goesSilent: String(plan?.counts.goesSilent),
    resets: String(plan?.counts.resets),
    gate: decision && String(exitCodes[decision.verdict]),
  };
  expect(Object.fromEntries(Object.keys(one.expected).map((key) => [key, found[key]]))).toEqual(one.expected);
});

test('the order in which files are found changes nothing', async () => {
  const reversed = (all: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(all).toReversed());
  for (const one of cases.filter((_, i) => i % 15 === 3)) {
    const after = edited(files, one);
    const [there, back] = [await reviewFiles(files, after), await reviewFiles(reversed(files), reversed(after))];
    expect(back.document).toEqual(there.document);
    expect(back.decisions).toEqual(there.decisions);
  }
});

test('an estate does not differ from itself', async () => {
  const { document, decisions } = await reviewFiles(files, files);
  expect(document?.environments.map(({ plan, generated, output }) => [plan.changes, generated, output.before === output.after])).toEqual([
    [[], [], true],
  ]);
  expect(decisions.map(({ verdict }) => verdict)).toEqual(['pass']);
});
