import { marked, type YamlData, type YamlMap } from '../yaml-writer.ts';
import { getOrAdd } from './grouping.ts';
import { type Matcher, printMatcher } from './matchers.ts';

/** When a group of alerts is told of; as Alertmanager prints durations. */
export interface Pace {
  readonly wait?: string;
  readonly interval?: string;
  readonly repeat?: string;
}

/** All that a route may ask about: nothing else of an alert decides where it ends. */
export type RouteLabel = 'alertname' | 'check' | 'team' | 'urgency';
export type RouteLabels = Readonly<Record<RouteLabel, string>>;

/** A node of the tree of routes. What it leaves out it has from the node above it, but for the hours. */
export interface Route {
  /** Of `EmitContext.mark`. */
  readonly mark?: string;
  /** None of the root. */
  readonly matchers: readonly Matcher<RouteLabel>[];
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

const holds = ({ label, is, values }: Matcher<RouteLabel>, labels: RouteLabels): boolean => values.has(labels[label]) === is;

/**
 * The way of an alert as Alertmanager's documentation has it: the first child that matches takes it (no route here says `continue`), and
 * where none does the node itself keeps it.
 */
const arrivalAt = (route: Route, labels: RouteLabels, inherited: string): Arrival => {
  const receiver = route.receiver ?? inherited;
  const next = route.routes.find(({ matchers }) => matchers.every((matcher) => holds(matcher, labels)));
  if (next !== undefined) return arrivalAt(next, labels, receiver);
  const { active, mute } = route;
  return { receiver, ...(active === undefined ? {} : { active }), ...(mute === undefined ? {} : { mute }) };
};

type Named = ReadonlyMap<RouteLabel, ReadonlySet<string>>;

/** Every value that some route asks for or rules out, by label. */
const namedIn = (route: Route, named = new Map<RouteLabel, Set<string>>()): Named => {
  for (const { label, values } of route.matchers) {
    const known = getOrAdd(named, label, () => new Set<string>());
    for (const value of values) known.add(value);
  }
  for (const child of route.routes) namedIn(child, named);
  return named;
};

/**
 * Where alerts end. Each way is gone once: values that no route names make no difference, so that tens of thousands of alerts are a
 * handful of different ones.
 */
export const followRoutes = (tree: Route): ((labels: RouteLabels) => Arrival) => {
  const named = [...namedIn(tree)];
  const known = new Map<string, Arrival>();
  return (labels) => {
    // No value holds a line feed.
    const key = named.map(([label, values]) => (values.has(labels[label]) ? labels[label] : '\n')).join('\n');
    return getOrAdd(known, key, () => arrivalAt(tree, labels, ''));
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
