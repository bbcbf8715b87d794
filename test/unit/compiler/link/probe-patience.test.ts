import { expect, test } from 'vitest';
import { provenanceOf } from '../../../../src/compiler/provenance.ts';
import { positionOf } from '../../../../src/diagnostics/span.ts';
import { compileFiles, modelOf } from '../../../support/compile-files.ts';

const thresholds = `loss:
  unit: '%'
  why: One of five may be chance.
  owner: ops
  atLeast: { warning: 40%, critical: 60% }
  for: 4m
round-trip:
  unit: ms
  why: Everything stands in one building.
  owner: ops
  above: { warning: 20ms, critical: 100ms }
  attempts: 8
`;

const check = (more: string): string => `reachable:
  why: Explains whatever else is wrong.
  owner: ops
  on: web
  probe: { ping: {} }
  notify: { critical: ticket, warning: chat }
${more}`;

const files = (more: string) => ({ 'thresholds/ping.yaml': thresholds, 'checks/ping.yaml': check(more) });

test.each([
  ['  thresholds: { loss: loss }\n', { forMs: 240_000, attempts: 5 }],
  ['  thresholds: { loss: loss, roundTrip: round-trip }\n', { forMs: 420_000, attempts: 8 }],
  ['  thresholds: { loss: loss, roundTrip: round-trip }\n  retry: 30s\n', { forMs: 240_000, attempts: 9 }],
  ['  thresholds: { loss: loss, roundTrip: round-trip }\n  for: 1m\n', { forMs: 60_000, attempts: 2 }],
  ['', { forMs: 0, attempts: 1 }],
])('a probe with %j is as patient as the most patient of its thresholds', async (more, timing) => {
  const model = await modelOf(files(more));
  expect(model.checks.find(({ id }) => id === 'reachable')?.timing).toMatchObject(timing);
});

test('how long a probe must fail is shown where its threshold says it', async () => {
  const compilation = await compileFiles(files('  thresholds: { loss: loss }\n'));
  const found = provenanceOf(compilation, compilation.models[0]!).find({ kind: 'checks', id: 'reachable', field: 'for' });
  const { file, line } = positionOf(found!.span, compilation.texts);
  expect([found?.from, file, line]).toEqual(['definition', 'thresholds/ping.yaml', 6]);
});
