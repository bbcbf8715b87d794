import { slowHeartbeat } from '../../../diagnostics/codes/plm434-slow-heartbeat.ts';
import { recordedHost } from '../expected-hosts.ts';
import { type Measured, measured } from '../measured.ts';
import type { AlertPlan, CheckPlan, TestPlan } from '../plan.ts';
import { fallShort, nothing, type Planned, sourceOf, unseen } from '../planning.ts';
import { prometheusDuration } from '../../prometheus-duration.ts';

/** Heard within the window, counted per series. */
export const heard = (value: Measured, hosts: readonly string[], withinMs: number): string =>
  `count_over_time(${value.selector(hosts)}[${prometheusDuration(withinMs)}])`;

const silenceOf = ({ check, planning }: Planned<'heartbeat'>, window: string): string =>
  check.hosts.length === 0
    ? `vector(1) unless on () ${window}`
    : `${planning.expected.of(check)} unless on (${planning.hostLabel}) ${window}`;

/** A host is heard, then it falls silent. */
const testOf = (alert: AlertPlan, value: Measured, { check, subject, planning }: Planned<'heartbeat'>): TestPlan => {
  const { expected, hostLabel } = planning;
  const [host] = check.hosts;
  const test: TestPlan = {
    inputs: [{ series: value.input(host).series, values: [1, undefined] }],
    reactions: [{ alert, labels: host === undefined ? {} : { [hostLabel]: host }, active: [false, true], values: [1, 1] }],
    phases: 2,
    lookbackMs: subject.withinMs,
    gives: value.gives,
    reads: value.reads,
  };
  if (host === undefined) return test;
  const { series, under } = expected.series(check, host);
  const expects = { inputs: [{ series, values: [1, 1] }], under: [under], reads: expected.under(check) };
  return { ...test, expects, gives: [...test.gives, recordedHost] };
};

export const planHeartbeat = (planned: Planned<'heartbeat'>): CheckPlan => {
  const { check, subject, planning } = planned;
  const { hostLabel } = planning;
  if (subject.metric === undefined) {
    return unseen(planned, 'heartbeat', 'its heartbeat is handed in from outside');
  }
  const known = sourceOf(subject.metric, planned, 'heartbeat.metric');
  if (known === undefined) return nothing;
  const value = measured(known, { hostLabel, check, ranged: true });
  if (value.records.length > 0)
    fallShort(planned, {
      field: 'heartbeat.metric',
      fidelity: 'approximate',
      because: 'Prometheus notices the silence of a calculated metric up to five minutes late.',
      finding: (span) => slowHeartbeat({ check: check.id }, span),
    });
  const title = planning.metrics.get(subject.metric)?.title ?? subject.metric;
  const alert: AlertPlan = {
    level: 'critical',
    expr: silenceOf(planned, heard(value, [], subject.withinMs)),
    labels: {},
    summary: `${title} has fallen silent.`,
    description: [`${title} has not been heard of`, { kind: 'where', name: hostLabel }, ` for ${prometheusDuration(subject.withinMs)}.`],
  };
  return { records: value.records, alerts: [alert], tests: () => [testOf(alert, value, planned)] };
};
