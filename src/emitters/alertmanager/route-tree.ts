import { marked, type YamlData, type YamlMap } from '../yaml-writer.ts';
import { type AlertLabels, holds, type Matcher, printMatcher } from './matchers.ts';

/** When a group of alerts is told of; as Alertmanager prints durations. */
export interface Pace {
  readonly wait?: string;
  readonly interval?: string;
  readonly repeat?: string;
}

/** A node of the tree of routes. What it leaves out it has from the node above it, but for the hours. */
export interface Route {
  /** Of `EmitContext.mark`. */
  readonly mark?: string;
  /** None of the root. */
  readonly matchers: readonly Matcher[];
  readonly receiver?: string;
  readonly groupBy?: readonly string[];
  readonly pace?: Pace;
  /** Names of intervals: it is silent outside of the one, and during the other. */
  readonly active?: string;
  readonly mute?: string;
  readonly routes: readonly Route[];
}

/** Where an alert ends. */
export interface Arrival {
  readonly receiver: string;
  readonly active?: string;
  readonly mute?: string;
}

/**
 * The way of an alert as Alertmanager's documentation has it: the first child that matches takes it (no route here says `continue`), and
 * where none does the node itself keeps it.
 */
export const arrivalOf = (route: Route, labels: AlertLabels, inherited = ''): Arrival => {
  const receiver = route.receiver ?? inherited;
  const next = route.routes.find(({ matchers }) => matchers.every((matcher) => holds(matcher, labels)));
  if (next !== undefined) return arrivalOf(next, labels, receiver);
  return {
    receiver,
    ...(route.active === undefined ? {} : { active: route.active }),
    ...(route.mute === undefined ? {} : { mute: route.mute }),
  };
};

const listOf = (name: string | undefined): readonly string[] | undefined => (name === undefined ? undefined : [name]);

const routeMap = ({ matchers, receiver, groupBy, pace = {}, active, mute, routes }: Route): YamlMap => ({
  matchers: matchers.length === 0 ? undefined : matchers.map(printMatcher),
  receiver,
  group_by: groupBy,
  group_wait: pace.wait,
  group_interval: pace.interval,
  repeat_interval: pace.repeat,
  active_time_intervals: listOf(active),
  mute_time_intervals: listOf(mute),
  routes: routes.length === 0 ? undefined : routes.map(printRoute),
});

/** The tree as the configuration has it. */
export const printRoute = (route: Route): YamlData => {
  const map = routeMap(route);
  return route.mark === undefined ? map : marked(route.mark, map);
};
