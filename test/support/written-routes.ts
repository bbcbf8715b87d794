import { isWithin, type Moment, type WrittenInterval } from './moments.ts';

type Labels = Readonly<Record<string, string>>;

/** A route as the file has it. */
export interface WrittenRoute {
  readonly receiver?: string;
  readonly matchers?: readonly string[];
  readonly continue?: boolean;
  readonly active_time_intervals?: readonly string[];
  readonly mute_time_intervals?: readonly string[];
  readonly routes?: readonly WrittenRoute[];
}

export interface WrittenConfig {
  readonly route: WrittenRoute;
  readonly time_intervals?: readonly { readonly name: string; readonly time_intervals: readonly WrittenInterval[] }[];
}

const takes = (matcher: string, labels: Labels): boolean => {
  const [, label = '', operator = '', quoted = ''] = /^(\w+)(=~|!~|!=|=)(".*")$/s.exec(matcher) ?? [];
  const value = JSON.parse(quoted) as string;
  const own = labels[label] ?? '';
  const equal = operator.endsWith('~') ? new RegExp(`^(?:${value})$`, 'u').test(own) : own === value;
  return operator.startsWith('!') ? !equal : equal;
};

/** The routes an alert ends at, as Alertmanager documents it. */
export const endsOf = (route: WrittenRoute, labels: Labels, receiver = ''): readonly WrittenRoute[] => {
  const own = { ...route, receiver: route.receiver ?? receiver };
  const found: WrittenRoute[] = [];
  for (const child of route.routes ?? []) {
    if (!(child.matchers ?? []).every((matcher) => takes(matcher, labels))) continue;
    found.push(...endsOf(child, labels, own.receiver));
    if (child.continue !== true) break;
  }
  return found.length === 0 ? [own] : found;
};

/** Who is told of an alert at a moment. */
export const receiversAt = (config: WrittenConfig, labels: Labels, at: Moment): readonly string[] => {
  const holds = (names: readonly string[]): boolean =>
    names.some((name) => config.time_intervals?.find((one) => one.name === name)?.time_intervals.some((each) => isWithin(each, at)));
  return endsOf(config.route, labels)
    .filter(({ active_time_intervals: active = [] }) => active.length === 0 || holds(active))
    .filter(({ mute_time_intervals: mute = [] }) => !holds(mute))
    .map(({ receiver = '' }) => receiver);
};
