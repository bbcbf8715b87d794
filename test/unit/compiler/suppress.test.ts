import { expect, test } from 'vitest';
import { openEstate } from '../../../src/project/index.ts';
import { diagnose, found } from '../../support/diagnose.ts';
import { baseFiles, type Files, memoryHost, memoryRoot } from '../../support/memory-tree.ts';

const hours = (ignore: string): Files => ({
  ...baseFiles(),
  'plimsoll.yaml': 'estate: example\nenvironments: { production: {} }\ntargets: { nagios: {}, ganglia: {} }\n',
  'schedules/hours.yaml': `dublin:
  why: The office in Dublin.
  zone: Europe/Dublin
  hours: [{ times: '09:00-17:00' }]
${ignore}berlin:
  why: The office in Berlin.
  zone: Europe/Berlin
  hours: [{ times: '09:00-17:00' }]
`,
  'checks/queue.yaml': ['dublin', 'berlin']
    .map(
      (office, index) => `queue-${office}:
  why: Somebody of ${office} waits for it.
  owner: ops
  on: web${index + 1}
  threshold: queue-depth
  notify: { critical: ticket, warning: chat }
  during: ${office}
`,
    )
    .join(''),
});

const ignoring = (code: string, until = ''): string => `  ignore: [{ code: ${code}, why: A ticket wakes nobody.${until} }]\n`;

const warnings = async (files: Files): Promise<readonly string[]> => {
  const { diagnostics, texts } = await diagnose(files);
  return found({ diagnostics: diagnostics.filter(({ severity }) => severity !== 'info'), texts })
    .map((line) => line.split(' ').slice(0, 2).join(' '))
    .sort();
};

test('a warning of an emitter is taken back by the definition it stands in', async () => {
  expect(await warnings(hours(''))).toEqual(['PLM404 schedules/hours.yaml:3:9', 'PLM404 schedules/hours.yaml:7:9']);
  expect(await warnings(hours(ignoring('PLM404')))).toEqual(['PLM404 schedules/hours.yaml:8:9']);
});

test('an ignore of a warning that no emitter gives is a warning after everything was generated', async () => {
  expect(await warnings(hours(ignoring('PLM401')))).toContain('PLM007 schedules/hours.yaml:5:20');
});

test('an ignore of a warning of an emitter is not judged while nothing, or only a part, was generated', async () => {
  const estate = await openEstate(memoryRoot, { host: memoryHost(hours(ignoring('PLM404'))) });
  const { diagnostics } = await estate.validate();
  expect(diagnostics).toEqual([]);
  const { diagnostics: ofPart } = await estate.build({ check: true, only: 'ganglia' });
  expect(ofPart.map(({ code }) => code)).not.toContain('PLM007');
});

test('an expired ignore is told once', async () => {
  const lines = await warnings(hours(ignoring('PLM404', ', until: 2026-01-31')));
  expect(lines.filter((line) => line.startsWith('PLM009'))).toEqual(['PLM009 schedules/hours.yaml:5:20']);
});
