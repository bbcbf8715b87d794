import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installCollector } from '../../support/collector.ts';
import { useDaemons } from '../../support/daemon.ts';
import { startGmond } from '../../support/gmond.ts';
import { startNodeExporter } from '../../support/node-exporter.ts';
import { sampleMetric, sampleModel } from '../../support/sample-model.ts';
import { describeWith, tool } from '../../support/tools.ts';

const model = sampleModel({
  metrics: [sampleMetric('offline_done', { type: 'counter', why: 'Since the "start" \\ of it.' }), sampleMetric('offline_queue_depth')],
});

describeWith(['gmond', 'gmetric', 'flock', 'setpriv'], "node_exporter's textfile", () => {
  const daemons = useDaemons();

  test('holds the same values, with help and type and without times, and nothing of the run before', async () => {
    const gmond = await startGmond(daemons);
    const textfileDirectory = daemons.directory(0o777);
    const host = installCollector(daemons, model, { gmondConfig: gmond.config, textfileDirectory });
    writeFileSync(join(textfileDirectory, '.plimsoll.prom.left00'), 'half');
    chmodSync(textfileDirectory, 0o777);
    host.drop('offline-tasks.drop', 'offline_done 7e2\noffline_queue_depth 12.50\n');
    expect((await host.cron()).code).toBe(0);
    const path = join(textfileDirectory, 'plimsoll.prom');
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(`# HELP offline_done Since the 'start' / of it.
# TYPE offline_done counter
offline_done 700
# HELP offline_queue_depth Grows when shards shed load.
# TYPE offline_queue_depth gauge
offline_queue_depth 12.5
`);
    expect(text).toMatch(/^plimsoll_collector_metrics_sent 2$/m);
    expect(text.split('\n').every((line) => line === '' || line.startsWith('# ') || /^[a-z_]+ -?[0-9.]+$/.test(line))).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o644);
    expect(readdirSync(textfileDirectory)).toEqual(['plimsoll.prom']);

    host.clear();
    expect((await host.cron()).code).toBe(0);
    expect(readFileSync(path, 'utf8')).not.toMatch(/^offline/m);
  });
});

interface Scraped {
  readonly text: string;
  /** The value of a series, by its name and labels as they are printed. */
  readonly value: (series: string) => string | undefined;
}

const scrape = async (address: string): Promise<Scraped> => {
  const text = await (await fetch(`http://${address}/metrics`)).text();
  return {
    text,
    value: (series) =>
      text
        .split('\n')
        .find((line) => line.startsWith(`${series} `))
        ?.slice(series.length + 1),
  };
};

describeWith(['gmetric', 'perl', 'flock', 'setpriv', 'prometheus-node-exporter', 'promtool'], 'a real node_exporter', () => {
  const daemons = useDaemons();

  test('takes the file without an error: values, help, types, and the time of the file', async () => {
    const hostile = 'Quotes "x", \\back\\slashes, <tags> & {braces} # and\nlines é “so”';
    const metrics = [
      sampleMetric('offline_cost', { range: {}, why: hostile }),
      sampleMetric('offline_done', { type: 'counter', why: 'Since the start.' }),
      sampleMetric('offline_tasks_total', { type: 'counter', integer: true }),
    ];
    const exporter = await startNodeExporter(daemons);
    const { textfileDirectory } = exporter;
    const host = installCollector(daemons, sampleModel({ metrics }), { sender: 'udp', send: [{ host: '127.0.0.1' }], textfileDirectory });
    const before = Math.floor(Date.now() / 1000);
    host.drop('offline-tasks.drop', 'offline_cost -1.5e-7\noffline_done 700\noffline_tasks_total 1e15\n');
    await host.cron();
    const { text, value } = await scrape(exporter.address);
    expect(value('node_textfile_scrape_error')).toBe('0');
    expect(Number(value('offline_cost'))).toBe(-1.5e-7);
    expect(Number(value('offline_done'))).toBe(700);
    expect(Number(value('offline_tasks_total'))).toBe(1e15);
    expect(text).toMatch(/^# TYPE offline_done counter$/m);
    expect(text).toMatch(/^# TYPE offline_cost gauge$/m);
    expect(text).toMatch(/^# HELP offline_cost Quotes 'x', \/back\/slashes, \[tags\] \+ \{braces\} # and lines e 'so'$/m);
    const written = Number(
      value(`node_textfile_mtime_seconds{file="${join(textfileDirectory, 'plimsoll.prom')}"}`) ??
        value('node_textfile_mtime_seconds{file="plimsoll.prom"}'),
    );
    expect(written).toBeGreaterThanOrEqual(before);
    expect(Number(value('plimsoll_collector_last_run'))).toBeGreaterThanOrEqual(before);
  });

  test("the file is what promtool calls well-formed, but for its opinion on a counter's name", async () => {
    const textfileDirectory = daemons.directory(0o777);
    const host = installCollector(daemons, model, { sender: 'udp', send: [{ host: '127.0.0.1' }], textfileDirectory });
    host.drop('offline-tasks.drop', 'offline_done 7e2\noffline_queue_depth 12.50\n');
    await host.cron();
    const input = readFileSync(join(textfileDirectory, 'plimsoll.prom'));
    const { stdout, stderr } = spawnSync(tool('promtool'), ['check', 'metrics'], { input, encoding: 'utf8' });
    const opinions = `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
    // Names are the ids of the estate, the same in Ganglia and in Prometheus; a suffix there would be another name here.
    expect(opinions.filter((line) => !/^offline_done counter metrics should have "_total" suffix$/.test(line))).toEqual([]);
  });
});
