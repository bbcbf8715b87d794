import { type CheckInput, checks } from 'plimsoll';
import { type FeatureFlag, featureFlags, flagId } from '../inventory/feature-flags.ts';

/** What is told about every flag: whether the new path fails more than the old one did, and whether anybody takes it at all. */
const checksOf = (flag: FeatureFlag): readonly (readonly [string, CheckInput])[] => [
  [
    `flags/${flagId(flag)}`,
    {
      why: `${flag.why} Turn it down one step at a critical and look afterwards; a flag is faster than a release.`,
      owner: 'web',
      on: 'web',
      threshold: `flags/${flagId(flag)}-failures`,
      notify: { critical: 'ticket', warning: 'chat' },
      dashboard: `https://dashboards.example.com/d/flags?var-flag=${flag.name}`,
    },
  ],
  [
    `flags/${flagId(flag)}-heard`,
    {
      why: flag.silence,
      owner: 'web',
      on: 'web',
      environments: ['production'],
      heartbeat: { metric: `flag_${flag.name}_requests`, within: flag.heardWithin },
      notify: { critical: 'chat' },
      stage: flag.name === 'film_scans' ? 'dark' : 'live',
    },
  ],
];

export default checks(Object.fromEntries(featureFlags.flatMap(checksOf)));
