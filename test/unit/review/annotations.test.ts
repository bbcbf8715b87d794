import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { githubAnnotations } from '../../../src/review/report/github.ts';
import { sarifReport } from '../../../src/review/report/sarif.ts';
import { hostileText, limited, manyChanges, reviewModels, withEveryText } from '../../support/review-document.ts';
import { sampleModel } from '../../support/sample-model.ts';
import { sarifSchema } from '../../support/sarif-schema.ts';

const { document, review } = manyChanges();

test('the report for code scanning is SARIF, whatever authors write', () => {
  const validate = new Ajv2020({ strict: false }).compile(sarifSchema);
  for (const one of [document, withEveryText(document, hostileText)]) {
    expect(validate(JSON.parse(sarifReport(one, 'estate/'))), JSON.stringify(validate.errors)).toBe(true);
  }
});

test('a result stands for each change that more than the author must agree to, with the class as its rule', () => {
  const { runs } = JSON.parse(sarifReport(document)) as { runs: { results: { ruleId: string; level: string }[] }[] };
  const results = runs[0]?.results ?? [];
  expect(results).toHaveLength(review.plan.changes.filter(({ class: worst }) => worst >= 'C3').length);
  for (const { ruleId, level } of results) expect(level).toBe({ C3: 'note', C4: 'warning', C5: 'error', C6: 'error' }[ruleId]);
});

test('of many changes the ten worst are remarked on', () => {
  const classes = [...githubAnnotations([review]).matchAll(/title=(C\d)/g)].map(([, one]) => one ?? '');
  const worst = review.plan.changes
    .map((change) => change.class)
    .toSorted()
    .toReversed()
    .slice(0, 10);
  expect(classes).toEqual(worst);
});

test('one edit that reaches a thousand checks is one remark', () => {
  const ids = Array.from({ length: 1000 }, (_, i) => `check-${i}`);
  const { review: many } = reviewModels(
    sampleModel({ checks: ids.map((id) => limited(id, 100)) }),
    sampleModel({ checks: ids.map((id) => limited(id, 200)) }),
  );
  expect(githubAnnotations([many])).toBe(
    '::notice file=checks/file-0.yaml,line=1,title=C3 less sensitive%2C or not to be told (production)::check-0 and 999 more: limits: above: critical 100 tasks → above: critical 200 tasks\n',
  );
});

test('nothing that an author writes turns direction, hides or links in a remark', () => {
  const hostile = withEveryText(document, `[approved](https://example.com) \u202e\u200b\u001b[31m ##[group] ${hostileText}`);
  const { runs } = JSON.parse(sarifReport(hostile)) as { runs: { results: { message: { text: string } }[] }[] };
  const remarks = [...(runs[0]?.results ?? []).map(({ message }) => message.text), ...githubAnnotations(hostile.environments).split('\n')];
  expect(remarks.length).toBeGreaterThan(1);
  for (const remark of remarks) expect(remark.slice(remark.lastIndexOf('::'))).not.toMatch(/[\u202e\u200b\u001b]/);
  for (const { message } of runs[0]?.results ?? []) expect(message.text).not.toContain('](');
});
