import { expect, test } from 'vitest';
import type { Model } from '../../../src/model/model.ts';
import { createParity } from '../../../src/project/parity/collect.ts';
import { parityJson, parityMarkdown } from '../../../src/project/parity/print.ts';
import { sampleCheck, sampleModel } from '../../support/sample-model.ts';

const mark = () => '';
const model: Model = sampleModel({
  checks: [
    sampleCheck('alpha', { subject: { kind: 'command', nagios: ['check_dummy', '0'] } }),
    sampleCheck('beta', { subject: { kind: 'command', nagios: ['check_dummy', '0'] } }),
  ],
});

const backends = ['nagios', 'prometheus'];

test('the worst word counts and every reason is kept once', () => {
  const { sawParity, reportOf } = createParity();
  sawParity('nagios', model, { kind: 'checks', id: 'alpha', fidelity: 'exact', because: [] });
  sawParity('nagios', model, { kind: 'checks', id: 'alpha', fidelity: 'approximate', because: ['Rounds up.', 'Keeps no state.'] });
  sawParity('nagios', model, { kind: 'checks', id: 'alpha', fidelity: 'exact', because: [] });
  sawParity('nagios', model, { kind: 'checks', id: 'alpha', fidelity: 'approximate', because: ['Rounds up.'] });
  sawParity('prometheus', model, { kind: 'checks', id: 'alpha', fidelity: 'impossible', because: ['Has no eyes.'] });
  expect(reportOf(model, backends).checks).toEqual([
    {
      id: 'alpha',
      verdicts: [
        { fidelity: 'approximate', because: ['Keeps no state.', 'Rounds up.'] },
        { fidelity: 'impossible', because: ['Has no eyes.'] },
      ],
    },
    {
      id: 'beta',
      verdicts: [
        { fidelity: 'absent', because: [] },
        { fidelity: 'absent', because: [] },
      ],
    },
  ]);
});

test('the page names each reason once, and no text in it is markup', () => {
  const { sawParity, reportOf } = createParity();
  const nasty = 'A | b <script> [x](http://y) `@all` #1 \u202e *z*';
  for (const id of ['alpha', 'beta']) sawParity('nagios', model, { kind: 'checks', id, fidelity: 'approximate', because: [nasty] });
  const text = parityMarkdown(reportOf(model, backends), mark);
  expect(text).toContain('- nagios, of 2 checks: 0 exact, 2 approximate, 0 impossible\n');
  expect(text).toContain('| `alpha` | approximate (1) |\n| `beta` | approximate (1) |\n');
  const [, reasons = ''] = text.split('## What differs');
  expect(reasons.trim().split('\n')).toHaveLength(1);
  expect(reasons).toContain('`@all`');
  expect(reasons.replace(/`[^`]*`/g, '')).not.toMatch(/[<|[\]\u202e@]|:\/\//u);
});

test('programs read the same', () => {
  const { sawParity, reportOf } = createParity();
  sawParity('nagios', model, { kind: 'checks', id: 'alpha', fidelity: 'impossible', because: ['Says "no".'] });
  const data: unknown = JSON.parse(parityJson(reportOf(model, backends), mark));
  expect(data).toMatchObject({
    version: 1,
    environment: model.environment,
    checks: [
      { id: 'alpha', backends: { nagios: { fidelity: 'impossible', because: ['Says "no".'] } } },
      { id: 'beta', backends: {} },
    ],
  });
});
