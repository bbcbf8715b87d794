import type { Check } from '../../model/model.ts';
import type { CheckPlan } from './plan.ts';
import type { Planning } from './planning.ts';
import { planBurnRate } from './subjects/burn-rate.ts';
import { planCommand } from './subjects/command.ts';
import { planHeartbeat } from './subjects/heartbeat.ts';
import { planProbe } from './subjects/probe.ts';
import { planQuorum } from './subjects/quorum.ts';
import { planThreshold } from './subjects/threshold.ts';

/** The rules and tests of one check; empty, and told, where Prometheus cannot see it. */
export const planCheck = (check: Check, planning: Planning): CheckPlan => {
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
