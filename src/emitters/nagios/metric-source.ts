import type { Metric, Model } from '../../model/model.ts';
import type { Word } from './escape.ts';
import { onOneLine } from './query-text.ts';
import { gmetadOf, type Options } from './options.ts';

/** Asks for one metric of the host the service is on, or of the estate. */
export interface MetricQuery {
  readonly backend: 'gmetad' | 'prometheus';
  readonly words: readonly Word[];
}

export interface QueryScope {
  readonly model: Pick<Model, 'hostLabel'>;
  readonly options: Options;
  /** False for a check of the estate as a whole. */
  readonly onHost: boolean;
}

/** Words that take no part of a macro. */
export const literally = (...texts: readonly string[]): readonly Word[] => texts.map((text) => [text]);

/** Words that ask gmetad for the metric `name` of the host; undefined when no gmetad is asked. */
export const gmetadWords = (name: string, options: Options): readonly Word[] | undefined => {
  const endpoint = gmetadOf(options);
  return (
    endpoint && [
      ...literally('--gmetad', `${endpoint.host}:${endpoint.port}`),
      ...(endpoint.cluster === undefined ? [] : literally('--cluster', endpoint.cluster)),
      ['--host'],
      [{ macro: 'host' }],
      ...literally('--metric', name),
    ]
  );
};

const askGmetad = (metric: Metric, { options, onHost }: QueryScope): MetricQuery | undefined => {
  const name = metric.source.ganglia ?? (metric.source.dropFile === undefined ? undefined : metric.id);
  const words = name === undefined || !onHost ? undefined : gmetadWords(name, options);
  return words && { backend: 'gmetad', words };
};

/** Picks the host's series from an expression that has one per host. */
export const selectHost = ({ model, onHost }: QueryScope): readonly Word[] =>
  onHost ? [['--select'], [`${model.hostLabel}=`, { macro: 'host' }]] : [];

export const endpointOf = ({ options }: QueryScope): readonly Word[] | undefined =>
  options.prometheus && literally('--prometheus', options.prometheus.url);

const queryWords = (metric: Metric, scope: QueryScope): readonly Word[] | undefined => {
  const { model, onHost } = scope;
  if (metric.source.prometheus !== undefined) return [...literally('--query', onOneLine(metric.source.prometheus)), ...selectHost(scope)];
  if (metric.source.dropFile === undefined || !onHost) return undefined;
  return [['--query'], [`${metric.id}{${model.hostLabel}="`, { macro: 'host' }, '"}']];
};

const askPrometheus = (metric: Metric, scope: QueryScope): MetricQuery | undefined => {
  const endpoint = endpointOf(scope);
  const query = queryWords(metric, scope);
  if (endpoint === undefined || query === undefined) return undefined;
  const host: readonly Word[] = scope.onHost ? [['--host'], [{ macro: 'host' }]] : [];
  return { backend: 'prometheus', words: [...endpoint, ...query, ...host] };
};

/** How the plugin asks for a metric; undefined when neither daemon that is asked has it. */
export const queryFor = (metric: Metric, scope: QueryScope): MetricQuery | undefined => {
  const both = [askGmetad(metric, scope), askPrometheus(metric, scope)].filter((query) => query !== undefined);
  return both.find(({ backend }) => backend === scope.options.ask) ?? both[0];
};
