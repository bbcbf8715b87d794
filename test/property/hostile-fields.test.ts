import { parse } from 'yaml';
import { expect, test } from 'vitest';
import type { OutputFile } from '../../src/host/host.ts';
import { openEstate } from '../../src/project/open.ts';
import { baseFiles, memoryHost, memoryRoot } from '../support/memory-tree.ts';
import { found } from '../support/diagnose.ts';

const hostile = [
  `it's "quoted" \\ and back\\`,
  'a; touch /tmp/x; b',
  '!bang $dollar $$ $USER1$ $ARG1$ $HOSTOUTPUT$',
  '`id` $(id) ${HOME} | & > <',
  '{{ $value }} {{ .Labels }} {{template "x"}} {{/*',
  'first\nsecond\r\nthird\ttab',
  '🔥 emoji, ümlaut, 漢字',
  '\u202eright to left\u2066 \u200bzero width',
  '# not a comment: - [x] <b>@all</b> % %s %n',
  `${'long '.repeat(2000)}end`,
] as const;

/** Every text a person writes, with `@` where the text goes. */
const fields: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'check why': [
    'checks/queue.yaml',
    'queue:\n  why: @\n  owner: ops\n  on: web\n  threshold: queue-depth\n  notify: { critical: ticket }\n',
  ],
  'check notes': [
    'checks/queue.yaml',
    'queue:\n  why: Because.\n  notes: @\n  owner: ops\n  on: web\n  threshold: queue-depth\n  notify: { critical: ticket }\n',
  ],
  'check runbook': [
    'checks/queue.yaml',
    'queue:\n  why: Because.\n  runbook: @\n  owner: ops\n  on: web\n  threshold: queue-depth\n  notify: { critical: ticket }\n',
  ],
  'check dashboard': [
    'checks/queue.yaml',
    'queue:\n  why: Because.\n  dashboard: @\n  owner: ops\n  on: web\n  threshold: queue-depth\n  notify: { critical: ticket }\n',
  ],
  'command word': ['checks/script.yaml', 'script:\n  why: Because.\n  owner: ops\n  on: web\n  command:\n    nagios: [check_dummy, @]\n'],
  'probe text': ['checks/front.yaml', 'front:\n  why: Because.\n  owner: ops\n  on: web\n  probe:\n    http:\n      contains: @\n'],
  'process argument': ['checks/job.yaml', 'job:\n  why: Because.\n  owner: ops\n  on: web\n  probe:\n    process:\n      argument: @\n'],
  'threshold why': [
    'thresholds/queue.yaml',
    'queue-depth:\n  metric: queue_depth\n  why: @\n  owner: ops\n  above: { warning: 10k, critical: 50k }\n',
  ],
  'metric why': ['metrics/queue.yaml', 'queue_depth:\n  why: @\n  owner: ops\n  type: gauge\n  unit: tasks\n  from: { dropFile: queue }\n'],
  'metric title': [
    'metrics/queue.yaml',
    'queue_depth:\n  why: Because.\n  title: @\n  owner: ops\n  type: gauge\n  unit: tasks\n  from: { dropFile: queue }\n',
  ],
  'team name': [
    'teams/teams.yaml',
    'ops:\n  name: @\n  receivers:\n    page: { email: a@example.com }\n    ticket: { email: b@example.com }\n    chat: { email: c@example.com }\n',
  ],
  'group why': ['inventory/groups/groups.yaml', 'web:\n  why: @\n'],
  'host label': [
    'inventory/hosts/hosts.yaml',
    'web1:\n  address: 192.0.2.1\n  groups: [web]\n  labels:\n    rack: @\nweb2: { address: 192.0.2.2, groups: [web] }\ndb1: { address: 192.0.2.3 }\n',
  ],
  'host address': [
    'inventory/hosts/hosts.yaml',
    'web1:\n  address: @\n  groups: [web]\nweb2: { address: 192.0.2.2, groups: [web] }\ndb1: { address: 192.0.2.3 }\n',
  ],
};

/** Builds in memory: what was found, and what would have been written. */
const build = async (files: Readonly<Record<string, string>>) => {
  const written: OutputFile[] = [];
  const host = memoryHost(files);
  const estate = await openEstate(memoryRoot, {
    host: {
      ...host,
      stage: (directory, output) => {
        written.push(...output);
        return host.stage(directory, written);
      },
    },
  });
  const { diagnostics } = await estate.build({});
  return { diagnostics, texts: estate.sources, written };
};

/** The `why` of the first alert, with the escapes of templates taken back. */
const whyIn = (written: readonly OutputFile[]): string => {
  const rules = written.find(({ path }) => path.endsWith('prometheus/rules/ops.yaml'))?.text ?? '';
  const all: { groups: { name: string; rules: { annotations?: Record<string, string> }[] }[] } = parse(rules);
  const [first] = all.groups
    .filter(({ name }) => name === 'queue')
    .flatMap(({ rules: own }) => own.map(({ annotations }) => annotations?.['why'] ?? ''));
  return (first ?? '').replaceAll('{{ "{{" }}', '{{');
};

test.each(Object.entries(fields))(
  'hostile texts as %s are refused where they stand, or go through whole',
  async (name, [file, template]) => {
    for (const text of hostile) {
      const source = template.replace('@', () => JSON.stringify(text));
      const { diagnostics, texts, written } = await build({ ...baseFiles(), [file]: source });
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      const line = template.slice(0, template.indexOf('@')).split('\n').length;
      if (errors.length > 0) {
        expect(found({ diagnostics: errors, texts }).filter((one) => one.includes(` ${file}:${line}:`))).not.toEqual([]);
        continue;
      }
      expect(written.length, `${name}: ${text.slice(0, 40)}`).toBeGreaterThan(10);
      if (name === 'check why') expect(whyIn(written)).toBe(text);
    }
  },
);
