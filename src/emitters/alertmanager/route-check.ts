import { parseDuration } from '../../model/duration.ts';
import { type Finding, isMap, listOf, type Path, type Read, requiredLabels, textsOf } from './read-config.ts';

/** Whatever the later route matches, the earlier one has already taken: it asks for nothing more. */
const takesAll = (earlier: unknown, later: unknown): boolean => {
  if (!isMap(earlier) || !isMap(later) || earlier['continue'] === true) return false;
  const wanted = new Set(textsOf(later['matchers']));
  return textsOf(earlier['matchers']).every((one) => wanted.has(one));
};

const receiversUsed = (route: unknown): readonly unknown[] =>
  isMap(route) ? [route['receiver'], ...listOf(route['routes']).flatMap(receiversUsed)].filter((name) => name !== undefined) : [];

/** A route that lets alerts go on may have told somebody whom a later one tells again. */
const toldAgain = (route: unknown, later: readonly unknown[]): unknown => {
  if (!isMap(route) || route['continue'] !== true) return undefined;
  const again = new Set(later.flatMap(receiversUsed));
  return receiversUsed(route).find((name) => again.has(name));
};

const routeFindings = (route: unknown, path: Path): readonly Finding[] => {
  if (!isMap(route)) return [];
  const children = listOf(route['routes']);
  return children.flatMap((child, i) => {
    const here = [...path, 'routes', i];
    // A route with hours gives way to nothing: outside of them the alert is silent, not passed on.
    const taken = children.slice(0, i).some((earlier) => takesAll(earlier, child));
    const again = toldAgain(child, children.slice(i + 1));
    return [
      ...(taken ? [{ path: here, message: 'no alert can reach this route: an earlier one takes all of them' }] : []),
      ...(again === undefined ? [] : [{ path: here, message: `an alert that goes on from here may reach \`${String(again)}\` twice` }]),
      ...routeFindings(child, here),
    ];
  });
};

interface Paced {
  readonly group: string;
  readonly repeat: string;
}

const textOr = (value: unknown, inherited: string): string => (typeof value === 'string' ? value : inherited);

/** Alertmanager's own, where nothing is said. */
const ownPace: Paced = { group: '5m', repeat: '4h' };

const unevenRepeats = (route: unknown, path: Path, above: Paced = ownPace): readonly Finding[] => {
  if (!isMap(route)) return [];
  const pace = { group: textOr(route['group_interval'], above.group), repeat: textOr(route['repeat_interval'], above.repeat) };
  const group = parseDuration(pace.group) ?? 1;
  const uneven = (pace.group !== above.group || pace.repeat !== above.repeat) && (parseDuration(pace.repeat) ?? 0) % group !== 0;
  return [
    ...(uneven ? [{ path, message: `\`repeat_interval: ${pace.repeat}\` is no multiple of \`group_interval: ${pace.group}\`` }] : []),
    ...listOf(route['routes']).flatMap((child, i) => unevenRepeats(child, [...path, 'routes', i], pace)),
  ];
};

const intervalsUsed = (route: unknown): readonly string[] =>
  isMap(route)
    ? [
        ...textsOf(route['active_time_intervals']),
        ...textsOf(route['mute_time_intervals']),
        ...listOf(route['routes']).flatMap(intervalsUsed),
      ]
    : [];

const unused = (list: unknown, key: string, { used, what }: { used: ReadonlySet<unknown>; what: string }): readonly Finding[] =>
  listOf(list).flatMap((one, i) => {
    const name = isMap(one) ? one['name'] : undefined;
    return used.has(name) ? [] : [{ path: [key, i], message: `no route ${what} \`${String(name)}\`` }];
  });

/** Alertmanager takes a label that both alerts lack for equal: unless a matcher asks for it, the rule may hold back anything. */
const inhibitFindings = (rule: unknown, i: number): readonly Finding[] => {
  if (!isMap(rule)) return [];
  const [source, target] = [requiredLabels(textsOf(rule['source_matchers'])), requiredLabels(textsOf(rule['target_matchers']))];
  const path = ['inhibit_rules', i];
  const unproven = textsOf(rule['equal']).filter((label) => !source.has(label) || !target.has(label));
  return [
    ...unproven.map((label) => ({ path, message: `\`equal: ${label}\` holds for alerts without that label too` })),
    ...(source.size === 0 ? [{ path, message: 'any alert holds others back: no label of it is asked for' }] : []),
    ...(target.size === 0 ? [{ path, message: 'every alert may be held back: no label of it is asked for' }] : []),
  ];
};

/** What is wrong with a configuration that amtool accepts. */
export const complaintsAboutRoutes = (config: unknown): readonly Finding[] => {
  if (!isMap(config)) return [];
  const { route, receivers, time_intervals: intervals, inhibit_rules: rules }: Read = config;
  return [
    ...routeFindings(route, ['route']),
    ...unevenRepeats(route, ['route']),
    ...unused(receivers, 'receivers', { used: new Set(receiversUsed(route)), what: 'leads to receiver' }),
    ...unused(intervals, 'time_intervals', { used: new Set(intervalsUsed(route)), what: 'keeps the hours' }),
    ...listOf(rules).flatMap(inhibitFindings),
  ];
};
