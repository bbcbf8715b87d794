import { type MetricInput, metrics } from 'plimsoll';
import { type FeatureFlag, featureFlags } from '../inventory/feature-flags.ts';

/** Every flag is counted the same way from its first day, so nobody has to remember to instrument it. */
const countersOf = ({ name, title, why }: FeatureFlag): readonly (readonly [string, MetricInput])[] => [
  [
    `flag_${name}_requests`,
    {
      why: `Requests that took the new path. ${why}`,
      owner: 'web',
      type: 'counter',
      unit: 'requests',
      title: `${title}: requests`,
      integer: true,
      range: '0..',
      from: { dropFile: 'feature-flags' },
    },
  ],
  [
    `flag_${name}_failures`,
    {
      why: `Share of the requests on the new path that failed in the last five minutes; the number a ramp-up is decided by (${title.toLowerCase()}).`,
      owner: 'web',
      type: 'gauge',
      unit: '%',
      title: `${title}: failures`,
      range: '0%..100%',
      from: { dropFile: 'feature-flags' },
    },
  ],
];

export default metrics(Object.fromEntries(featureFlags.flatMap(countersOf)));
