import { beforeAll, describe, expect, test } from 'vitest';
import type { Told } from '../../support/alertmanager.ts';
import { compileOnly } from '../../support/compile-files.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import type { Files } from '../../support/memory-tree.ts';
import { type PipelinePorts, startPipeline } from '../../support/pipeline.ts';
import { describeWith } from '../../support/tools.ts';
import { hostileTexts } from '../../support/varied-model.ts';

const texts: readonly string[] = [
  ...hostileTexts,
  '"; rm -rf / # `id` $(id) ${id} %s !x $USER1$ $ARG1$ \\x41 \\u0041 \\',
  '\u202e right to left \u202c \u05e9\u05dc\u05d5\u05dd \u200f\u2067x\u2069 e\u0301',
  '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 \u{10ffff} \ufffd \ufeff',
  '{{ define "x" }}{{ template "__subject" . }}{{ end }}{{/* c */}}{{`raw`}} {{"}}"}}',
  '<script>alert(1)</script> <!channel> *b* _i_ [l](https://x.example) @here',
  "it's %{x} #{x} {x} [x] (x) ~ ^ | & ; , ? = + : -",
  'two\n{{ lines }}\n  with "blanks"  \n\n- and a list',
  'ä'.repeat(2000),
];

const refusedTexts: readonly string[] = [
  'x'.repeat(10_240),
  '   ',
  '',
  'bell \u0007',
  'nul \u0000',
  'escape \u001b[31m',
  'cr \r\n',
  'line \u2028',
  'half \ud83d',
];

interface Field {
  /** What an alert shows of it. */
  readonly shown: (alert: Told) => string | undefined;
  readonly file: string;
  readonly isLine: boolean;
  readonly most: number;
}

/** Every text an author writes that ends up in an alert. */
const fields = {
  why: { shown: ({ annotations }) => annotations['why'], file: 'checks/queue.yaml', isLine: false, most: 2000 },
  notes: { shown: ({ annotations }) => annotations['notes'], file: 'checks/queue.yaml', isLine: false, most: 2000 },
  title: {
    shown: ({ annotations }) => /^(.*) is above 50000 tasks\.$/s.exec(annotations['summary'] ?? '')?.[1],
    file: 'metrics/queue.yaml',
    isLine: true,
    most: 2000,
  },
  name: { shown: ({ annotations }) => annotations['owner'], file: 'teams/teams.yaml', isLine: true, most: 2000 },
  label: { shown: ({ labels }) => labels['rack'], file: 'inventory/hosts/hosts.yaml', isLine: true, most: 200 },
} as const satisfies Readonly<Record<string, Field>>;

type Name = keyof typeof fields;
const names = Object.keys(fields) as readonly Name[];

const isBreaking = /[\n\t]/;

/** Texts that a field takes; the others it must refuse. */
const takes = ({ isLine, most }: Field, text: string): boolean => text.length <= most && !(isLine && isBreaking.test(text));

/** JSON is YAML, so nothing here depends on how the text is quoted. */
const yaml = (value: unknown): string => `${JSON.stringify(value)}\n`;

const harmless: Readonly<Record<Name, string>> = { why: 'Why.', notes: 'Notes.', title: 'Title', name: 'Name', label: 'a1' };

/** An estate with a host, team, metric and check for each row of texts. */
const estate = (rows: readonly Readonly<Record<Name, string>>[], settings: object, webhook: string): Files => {
  const each = <T>(key: (i: number) => string, value: (row: Readonly<Record<Name, string>>, i: number) => T) =>
    Object.fromEntries(rows.map((row, i) => [key(i), value(row, i)]));
  return {
    'plimsoll.yaml': yaml(settings),
    'inventory/hosts/hosts.yaml': yaml(
      each(
        (i) => `h${i}`,
        ({ label }) => ({ address: '127.0.0.1', labels: { rack: label } }),
      ),
    ),
    'inventory/groups/groups.yaml': yaml({}),
    'teams/teams.yaml': yaml(
      each(
        (i) => `t${i}`,
        ({ name }) => ({ name, receivers: { page: { webhook: { url: `${webhook}/page` } } } }),
      ),
    ),
    'metrics/queue.yaml': yaml(
      each(
        (i) => `depth_${i}`,
        ({ title }, i) => ({ why: 'Depth.', owner: `t${i}`, type: 'gauge', unit: 'tasks', title, from: { dropFile: 'queue' } }),
      ),
    ),
    'thresholds/queue.yaml': yaml(
      each(
        (i) => `depth-${i}`,
        (_, i) => ({ metric: `depth_${i}`, why: 'Tested.', owner: `t${i}`, above: { critical: '50k' } }),
      ),
    ),
    'checks/queue.yaml': yaml(
      each(
        (i) => `c${i}`,
        ({ why, notes }, i) => ({
          why,
          notes,
          owner: `t${i}`,
          on: `h${i}`,
          threshold: `depth-${i}`,
          notify: { critical: 'page' },
          runbook: 'https://runbooks.example.com/x',
        }),
      ),
    ),
  };
};

const bare = {
  estate: 'hostile',
  zone: 'UTC',
  environments: { production: {} },
  targets: { prometheus: {}, alertmanager: { defaultReceiver: 't0' } },
};

const settingsFor = ({ exporter, alertmanager }: PipelinePorts) => ({
  ...bare,
  targets: {
    prometheus: {
      evaluationInterval: '1s',
      scrapeInterval: '1s',
      alertmanagers: [`127.0.0.1:${alertmanager}`],
      nodeExporterPort: exporter,
    },
    alertmanager: { groupWait: '1s', groupInterval: '1s', repeatInterval: '1h', defaultReceiver: 't0' },
  },
});

describe('texts that mean harm', () => {
  const cases = names.flatMap((name) => [
    ...texts.filter((text) => !takes(fields[name], text)).map((text) => ({ name, text })),
    ...refusedTexts.filter((text) => name !== 'label' || text.trim() !== '').map((text) => ({ name, text })),
  ]);

  test.each(cases)('are refused where they are written when $name cannot carry them: $text', async ({ name, text }) => {
    const files = estate([{ ...harmless, [name]: text }], bare, 'http://127.0.0.1:9');
    const { diagnostics, texts: sources } = await compileOnly(files);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.length).toBeGreaterThan(0);
    for (const { span } of errors) {
      expect(span?.file).toBe(fields[name].file);
      expect(span?.start).toBeGreaterThan(0);
      expect(span?.end).toBeLessThanOrEqual(sources.get(span?.file ?? '')?.length ?? 0);
    }
  });
});

describeWith(['prometheus', 'prometheus-alertmanager', 'prometheus-node-exporter'], 'texts that mean harm, in running daemons', () => {
  const daemons = useDaemons();
  const rows = texts.map((text): Readonly<Record<Name, string>> => ({
    ...harmless,
    ...Object.fromEntries(names.filter((name) => takes(fields[name], text)).map((name) => [name, text])),
  }));
  let told: readonly Told[] = [];

  beforeAll(async () => {
    const pipeline = await startPipeline(daemons, (ports) => estate(rows, settingsFor(ports), ports.webhook));
    pipeline.set(Object.fromEntries(rows.map((_, i) => [`depth_${i}`, 60_000])));
    told = await eventually(
      'every alert is told',
      () => {
        const critical = pipeline.told().filter(({ labels, status }) => labels['severity'] === 'critical' && status === 'firing');
        return new Set(critical.map(({ labels }) => labels['check'])).size === rows.length && critical;
      },
      60_000,
    );
  }, 120_000);

  test.each(rows.map((row, i) => ({ row, i })))('arrive to the letter: $row.why', ({ row, i }) => {
    const alerts = told.filter(({ labels }) => labels['check'] === `c${i}`);
    expect(alerts.length).toBeGreaterThan(0);
    for (const alert of alerts) for (const name of names) expect([name, fields[name].shown(alert)]).toEqual([name, row[name]]);
  });
});
