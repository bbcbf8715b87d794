import { type ThresholdInput, thresholds } from 'plimsoll';
import { type FeatureFlag, featureFlags, flagId } from '../inventory/feature-flags.ts';

const failuresOf = ({ name, title, failures: { warning, critical, basis } }: FeatureFlag): ThresholdInput => ({
  metric: `flag_${name}_failures`,
  why: `${title}: a warning stops the ramp-up at ${warning}, at ${critical} the flag goes back to where it was; ${basis}.`,
  owner: 'web',
  above: { warning, critical },
  for: '10m',
});

export default thresholds(Object.fromEntries(featureFlags.map((flag) => [`flags/${flagId(flag)}-failures`, failuresOf(flag)])));
