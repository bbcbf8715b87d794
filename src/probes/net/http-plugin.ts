import type { Limits } from '../../model/limits.ts';
import { flags, impossible, type Levels } from '../flags.ts';
import type { Impossible, NagiosProbe, Word } from '../probe.ts';
import type { HttpFields } from './http-fields.ts';
import { codesOf, longestItems, statusLineItems } from './http-status.ts';
import { literalPattern } from './patterns.ts';
import { positiveRange } from './time-limits.ts';
import { wholeSeconds } from './scalars.ts';

/** 443 and 80 are the ports that go without saying, also in a Host header. */
export const portOf = ({ port, tls }: HttpFields): number => port ?? (tls ? 443 : 80);

/** The codes that are fine. */
export const acceptedCodes = ({ status, redirects }: HttpFields): readonly number[] =>
  codesOf(status ?? (redirects === 'ok' ? ['2xx', '3xx'] : ['2xx']));

/** check_curl is check_http made with libcurl: only it verifies, and judges the answer at the end of redirects by its status. */
const pluginFor = ({ redirects, certificate }: HttpFields): 'check_http' | 'check_curl' =>
  redirects === 'follow' || certificate === 'verify' ? 'check_curl' : 'check_http';

const header = (headers: HttpFields['headers'], wanted: string): string | undefined =>
  Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === wanted)?.[1];

/** These have options of their own: with `-k` they would stand there twice. */
const ownOptions = new Set(['user-agent', 'content-type']);

const headerWords = ({ headers, body }: HttpFields): readonly string[] => {
  const agent = header(headers, 'user-agent');
  const rest = Object.entries(headers ?? {}).filter(
    ([name]) => !ownOptions.has(name.toLowerCase()) || (name.toLowerCase() === 'content-type' && body === undefined),
  );
  return [...(agent === undefined ? [] : ['-A', agent]), ...rest.flatMap(([name, value]) => ['-k', `${name}: ${value}`])];
};

const bodyWords = ({ body, headers }: HttpFields): readonly string[] => {
  const type = header(headers, 'content-type');
  return body === undefined ? [] : ['-P', body, ...(type === undefined ? [] : ['-T', type])];
};

const tlsWords = ({ tls, certificate, caFile }: HttpFields): readonly string[] => [
  ...(tls ? ['-S', '--sni'] : []),
  ...(certificate === 'verify' ? ['-D'] : []),
  ...(caFile === undefined ? [] : [`--ca-cert=${caFile}`]),
];

/** Stated, as blackbox_exporter follows ten. */
const redirectWords = ({ redirects }: HttpFields): readonly string[] => (redirects === 'follow' ? ['-f', 'curl', '--max-redirs=10'] : []);

/** `-l` must come before the expression: then a line end is a character like any other, as in RE2 with `(?s)`. */
const searchWords = ({ contains, notContains, regex }: HttpFields): readonly string[] => [
  ...(contains === undefined ? [] : ['-s', contains]),
  ...(regex === undefined ? [] : ['-l', '-r', regex]),
  ...(notContains === undefined ? [] : ['-l', '--invert-regex', '-r', literalPattern(notContains)]),
];

const words = (f: HttpFields, time: Levels): readonly Word[] => [
  ...(f.hostHeader === undefined
    ? ['-H', { reference: 'address' } as const]
    : ['-H', f.hostHeader, '-I', { reference: 'address' } as const]),
  '-p',
  String(portOf(f)),
  '-t',
  wholeSeconds(f.timeout),
  '-u',
  f.path,
  ...tlsWords(f),
  ...(f.method === 'GET' ? [] : ['-j', f.method]),
  ...headerWords(f),
  ...bodyWords(f),
  ...redirectWords(f),
  '-e',
  statusLineItems(acceptedCodes(f)),
  ...searchWords(f),
  ...flags(time),
];

/** A body is a C string to check_curl; check_http takes a NUL byte for a blank. */
const searchDifferences = ({ contains, notContains, regex }: HttpFields, plugin: string): readonly string[] => {
  const searches = [contains, notContains, regex].some((text) => text !== undefined);
  return [
    ...(searches && plugin === 'check_curl' ? [`${plugin} searches a body up to its first NUL byte.`] : []),
    ...(regex === undefined ? [] : [`${plugin} may count bytes where Blackbox counts characters: outside of ASCII one is several.`]),
  ];
};

/** check_http knows an answer only by the end of the connection. */
const differencesOf = ({ method, redirects }: HttpFields, plugin: string): readonly string[] => [
  `${plugin} and Blackbox judge some answers that break the rules of HTTP differently.`,
  ...(plugin === 'check_curl' || method === 'HEAD'
    ? []
    : ['check_http reads until the connection is closed: it takes an answer that breaks off as whole, one kept open as none.']),
  ...(redirects === 'follow' ? ['check_curl reports exactly eleven redirects as a warning, more as a failure.'] : []),
];

const unsayable = (f: HttpFields, limits: Readonly<Record<string, Limits>>): Impossible | undefined => {
  const plugin = pluginFor(f);
  if (limits['certificate'] !== undefined)
    return impossible(`${plugin} looks at the page or at the days a certificate has left, not at both: use \`tls-certificate\` as well.`);
  if (f.regex !== undefined && f.notContains !== undefined)
    return impossible(`${plugin} takes one expression, so \`regex\` or \`notContains\`.`);
  if (plugin === 'check_curl' && f.body !== undefined && f.method === 'PATCH') return impossible('check_curl sends no body with `PATCH`.');
  if (statusLineItems(acceptedCodes(f)).length > longestItems) return impossible(`${plugin} cannot take that many status codes.`);
  return undefined;
};

/** Asks for a page with a plugin of monitoring-plugins. */
export const httpPlugin = (f: HttpFields, limits: Readonly<Record<string, Limits>>): NagiosProbe | Impossible => {
  const plugin = pluginFor(f);
  const problem = unsayable(f, limits);
  if (problem !== undefined) return problem;
  const time = positiveRange(limits['responseTime'], plugin);
  if (time.kind === 'impossible') return time;
  return {
    kind: 'plugin',
    plugin,
    words: words(f, time),
    local: false,
    differences: [...differencesOf(f, plugin), ...searchDifferences(f, plugin), ...time.differences],
  };
};
