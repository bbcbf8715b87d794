import { noPrometheusFlapping } from '../../diagnostics/codes/plm437-no-prometheus-flapping.ts';
import { forBelowScrape } from '../../diagnostics/codes/plm438-for-below-scrape.ts';
import type { Check } from '../../model/model.ts';
import { prometheusDuration } from '../prometheus-duration.ts';
import { recordedHost } from './expected-hosts.ts';
import { isExpected } from './expectation.ts';
import type { CheckPlan, TestPlan } from './plan.ts';
import { fallShort, type Planning } from './planning.ts';
import { planBurnRate } from './subjects/burn-rate.ts';
import { planCommand } from './subjects/command.ts';
import { planHeartbeat } from './subjects/heartbeat.ts';
import { planProbe } from './subjects/probe.ts';
import { planQuorum } from './subjects/quorum.ts';
import { planThreshold } from './subjects/threshold.ts';

const planSubject = (check: Check, planning: Planning): CheckPlan => {
  const { subject } = check;
  switch (subject.kind) {
    case 'threshold':
      return planThreshold({ check, subject, planning });
    case 'probe':
      return planProbe({ check, subject, planning });
    case 'heartbeat':
      return planHeartbeat({ check, subject, planning });
    case 'quorum':
      return planQuorum({ check, subject, planning });
    case 'burnRate':
      return planBurnRate({ check, subject, planning });
    case 'command':
      return planCommand({ check, subject, planning });
  }
};

/** Blackbox is scraped as often as a probe asks; everything else as often as all is. */
const checkPatience = (check: Check, planning: Planning): void => {
  const { forMs, everyMs } = check.timing;
  const { scrapeMs } = planning;
  const isProbed = check.subject.kind === 'probe' && everyMs < scrapeMs;
  if (forMs === 0 || forMs >= scrapeMs || isProbed) return;
  const lasting = prometheusDuration(forMs);
  const scrape = prometheusDuration(scrapeMs);
  fallShort(
    { check, planning },
    {
      field: 'for',
      fidelity: 'approximate',
      because: `Prometheus scrapes every ${scrape}, so that \`for\` ${lasting} passes on a single measurement.`,
      finding: (span) => forBelowScrape({ check: check.id, lasting, scrape }, span),
    },
  );
};

/** What a check asks that Prometheus does not know, whatever it looks at. */
const checkTelling = (check: Check, planning: Planning): void => {
  checkPatience(check, planning);
  if (check.flapping === undefined) return;
  fallShort(
    { check, planning },
    {
      field: 'flapping',
      fidelity: 'approximate',
      because: 'Prometheus and Alertmanager tell every change, however often the state changes.',
      finding: (span) => noPrometheusFlapping({ check: check.id }, span),
    },
  );
};

/** Tests without expected hosts stay apart from those with them: every host but the one named there would be missing. */
const lookingForHosts = (test: TestPlan): TestPlan =>
  test.expects === undefined ? { ...test, reads: [...test.reads, recordedHost] } : test;

/** The rules and tests of one check; empty, and told, where Prometheus cannot see it. */
export const planCheck = (check: Check, planning: Planning): CheckPlan => {
  const plan = planSubject(check, planning);
  if (plan.alerts.length === 0) return plan;
  planning.context.parity({ kind: 'checks', id: check.id, fidelity: 'exact', because: [] });
  checkTelling(check, planning);
  return isExpected(check) ? { ...plan, tests: () => plan.tests().map(lookingForHosts) } : plan;
};
