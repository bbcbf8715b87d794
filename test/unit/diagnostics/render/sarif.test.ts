import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts';
import { renderSarif } from '../../../../src/diagnostics/render/sarif.ts';
import { finding, spanOf } from '../../../support/findings.ts';
import { sarifSchema } from '../../../support/sarif-schema.ts';

const file = 'checks/odd name#1.yaml';
const source = 'one:\n  two: 3\nfour: 5\n';
const validate = new Ajv2020({ allErrors: true }).compile(sarifSchema);

const render = (diagnostics: readonly Diagnostic[]) => {
  const log = JSON.parse(renderSarif(diagnostics, new Map([[file, source]]), { version: '1.2.3', prefix: 'estate/' }));
  validate(log);
  expect(validate.errors).toBeNull();
  return log.runs[0];
};

test('findings become valid results with their region and rule', () => {
  const related = [{ span: spanOf(file, source, 'one'), label: 'first defined here' }];
  const run = render([
    finding({ code: 'PLM200', severity: 'warning' }),
    finding({ span: spanOf(file, source, 'two'), related }),
    finding({ code: 'PLM300', severity: 'info' }),
  ]);
  expect(run.tool.driver).toMatchObject({ name: 'plimsoll', version: '1.2.3' });
  expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(['PLM100', 'PLM200', 'PLM300']);
  expect(run.results.map((r: { ruleId: string; level: string }) => [r.ruleId, r.level])).toEqual([
    ['PLM200', 'warning'],
    ['PLM300', 'note'],
    ['PLM100', 'error'],
  ]);
  for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
  expect(run.results[2].locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: 'estate/checks/odd%20name%231.yaml' },
        region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 6 },
      },
    },
  ]);
  expect(run.results[2].relatedLocations[0].message.text).toBe('first defined here');
});

test('no findings are a valid log that says so', () => {
  expect(render([]).results).toEqual([]);
});

test('a rule points at its page', () => {
  expect(render([finding()]).tool.driver.rules[0].help.text).toBe('See docs/diagnostics/PLM100.md, or run: plimsoll explain PLM100');
});
