import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installCollector } from '../../support/collector.ts';
import { useDaemons } from '../../support/daemon.ts';
import { startGmond } from '../../support/gmond.ts';
import { sampleMetric, sampleModel } from '../../support/sample-model.ts';
import { describeWith } from '../../support/tools.ts';

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
