import { parseDuration } from '../../model/duration.ts';
import type { Model } from '../../model/model.ts';
import type { Feature } from '../version.ts';
import type { Options } from './options.ts';
import { hasOwnInterval } from './probing.ts';

const ruleFiles: Feature = { name: 'rule files in YAML', since: '2.0.0' };
const targetInterval: Feature = { name: 'scrape interval per target', since: '2.30.0' };
const groupLimit: Feature = { name: '`limit` of a rule group', since: '2.31.0' };
const keepFiring: Feature = { name: '`keep_firing_for`', since: '2.42.0' };
const queryOffset: Feature = { name: '`query_offset` of a rule group', since: '2.53.0' };
const groupLabels: Feature = { name: '`labels` of a rule group', since: '3.0.0' };

/** What the files need, and the field of the settings that asks for it; a check's own keys are asked for by checks. */
interface Need {
  readonly feature: Feature;
  readonly field?: string;
  readonly check?: string;
}

/** Everything in the files that some version of Prometheus does not know. What a ruler lacks, the Prometheus it is built on lacks. */
export const needs = (model: Model, { groups, scrapeInterval }: Options): readonly Need[] => {
  const keeping = model.checks.find(({ timing }) => (timing.keepMs ?? 0) > 0);
  return [
    { feature: ruleFiles },
    ...(hasOwnInterval(model.checks, parseDuration(scrapeInterval) ?? 0) ? [{ feature: targetInterval }] : []),
    ...(groups.limit === undefined ? [] : [{ feature: groupLimit, field: 'groups.limit' }]),
    ...(keeping === undefined ? [] : [{ feature: keepFiring, check: keeping.id }]),
    ...(groups.queryOffset === undefined ? [] : [{ feature: queryOffset, field: 'groups.queryOffset' }]),
    ...(groups.labels === undefined ? [] : [{ feature: groupLabels, field: 'groups.labels' }]),
  ];
};
