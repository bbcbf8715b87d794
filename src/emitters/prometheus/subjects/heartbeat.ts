import { noPrometheusSource } from '../../../diagnostics/codes/plm428-no-prometheus-source.ts';
import { slowHeartbeat } from '../../../diagnostics/codes/plm434-slow-heartbeat.ts';
import { quoteString } from '../../../promql/quote.ts';
import { type Measured, measured } from '../measured.ts';
import type { AlertPlan, CheckPlan, TestPlan } from '../plan.ts';
import { nothing, type Planned, sourceOf, tell } from '../planning.ts';
import { prometheusDuration } from '../../prometheus-duration.ts';

/** Heard within the window, counted per series. */
export const heard = (value: Measured, hosts: readonly string[], withinMs: number): string =>
  `count_over_time(${value.selector(hosts)}[${prometheusDuration(withinMs)}])`;

/** One series per expected host: `absent()` over a pattern would name none of them. */
export const expected = (hostLabel: string, hosts: readonly string[]): string =>
  hosts.map((host) => `label_replace(vector(1), ${quoteString(hostLabel)}, ${quoteString(host)}, "", "")`).join('\nor ');

const silenceOf = (hostLabel: string, hosts: readonly string[], window: string): string =>
  hosts.length === 0 ? `vector(1) unless on () ${window}` : `(\n${expected(hostLabel, hosts)}\n) unless on (${hostLabel}) ${window}`;

/** All hosts are heard, then the first falls silent. */
const testOf = (alert: AlertPlan, value: Measured, { check, subject, planning }: Planned<'heartbeat'>): TestPlan => {
  const hosts: readonly (string | undefined)[] = check.hosts.length === 0 ? [undefined] : check.hosts;
  const [first] = check.hosts;
  return {
    inputs: hosts.map((host, i) => ({ series: value.input(host).series, values: [1, i === 0 ? undefined : 1] })),
    reactions: [{ alert, labels: first === undefined ? {} : { [planning.hostLabel]: first }, active: [false, true], values: [1, 1] }],
    phases: 2,
    lookbackMs: subject.withinMs,
    gives: value.gives,
    reads: value.reads,
  };
};

export const planHeartbeat = (planned: Planned<'heartbeat'>): CheckPlan => {
  const { check, subject, planning } = planned;
  const { hostLabel } = planning;
  if (subject.metric === undefined) {
    const what = 'its heartbeat is handed in from outside';
    tell(planning, check, 'heartbeat', (span) => noPrometheusSource({ check: check.id, what }, span));
    return nothing;
  }
  const known = sourceOf(subject.metric, planned, 'heartbeat.metric');
  if (known === undefined) return nothing;
  const value = measured(known, { hostLabel, check, ranged: true });
  if (value.records.length > 0) tell(planning, check, 'heartbeat.metric', (span) => slowHeartbeat({ check: check.id }, span));
  const title = planning.metrics.get(subject.metric)?.title ?? subject.metric;
  const alert: AlertPlan = {
    level: 'critical',
    expr: silenceOf(hostLabel, check.hosts, heard(value, check.hosts, subject.withinMs)),
    labels: {},
    summary: `${title} has fallen silent.`,
    description: [`${title} has not been heard of`, { kind: 'where', name: hostLabel }, ` for ${prometheusDuration(subject.withinMs)}.`],
  };
  return { records: value.records, alerts: [alert], tests: () => [testOf(alert, value, planned)] };
};
