interface Finding {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Path = Finding['path'];

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textsOf = (value: unknown): readonly string[] => listOf(value).filter((one): one is string => typeof one === 'string');

/** Whatever the later route matches, the earlier one has already taken: it asks for nothing more. */
const takesAll = (earlier: unknown, later: unknown): boolean => {
  if (!isMap(earlier) || !isMap(later) || earlier['continue'] === true) return false;
  const wanted = new Set(textsOf(later['matchers']));
  return textsOf(earlier['matchers']).every((one) => wanted.has(one));
};

const routeFindings = (route: unknown, path: Path): readonly Finding[] => {
  if (!isMap(route)) return [];
  const children = listOf(route['routes']);
  return children.flatMap((child, i) => {
    const here = [...path, 'routes', i];
    // A route with hours gives way to nothing: outside of them the alert is silent, not passed on.
    const taken = children.slice(0, i).some((earlier) => takesAll(earlier, child));
    return [
      ...(taken ? [{ path: here, message: 'no alert can reach this route: an earlier one takes all of them' }] : []),
      ...routeFindings(child, here),
    ];
  });
};

const receiversUsed = (route: unknown): readonly unknown[] =>
  isMap(route) ? [route['receiver'], ...listOf(route['routes']).flatMap(receiversUsed)] : [];

const unusedReceivers = (config: Readonly<Record<string, unknown>>): readonly Finding[] => {
  const used = new Set(receiversUsed(config['route']));
  return listOf(config['receivers']).flatMap((receiver, i) => {
    const name = isMap(receiver) ? receiver['name'] : undefined;
    return used.has(name) ? [] : [{ path: ['receivers', i], message: `no route leads to receiver \`${String(name)}\`` }];
  });
};

/** Alertmanager takes a label that both alerts lack for equal: unless a matcher asks for it, the rule may hold back anything. */
const unprovenEqual = (config: Readonly<Record<string, unknown>>): readonly Finding[] =>
  listOf(config['inhibit_rules']).flatMap((rule, i) => {
    if (!isMap(rule)) return [];
    const sides = [textsOf(rule['source_matchers']), textsOf(rule['target_matchers'])];
    const asked = (label: string) => sides.every((side) => side.some((one) => one === `${label}!=""` || one.startsWith(`${label}="`)));
    return textsOf(rule['equal'])
      .filter((label) => !asked(label))
      .map((label) => ({ path: ['inhibit_rules', i], message: `\`equal: ${label}\` holds for alerts without that label too` }));
  });

/** What is wrong with a configuration that amtool accepts. */
export const complaintsAboutRoutes = (config: unknown): readonly Finding[] =>
  isMap(config) ? [...routeFindings(config['route'], ['route']), ...unusedReceivers(config), ...unprovenEqual(config)] : [];
