import { z } from 'zod';
import { flags, type Levels, oneNumber } from './flags.ts';
import { defineProbe, type Impossible, type Word } from './probe.ts';

const fields = z.strictObject({
  path: z
    .string()
    .max(2000)
    .regex(/^\/[!-~]*$/)
    .default('/')
    .describe('Path with query, percent-encoded.'),
  port: z.number().int().min(1).max(65535).optional().describe('443 with `tls`, 80 without, when left out.'),
  tls: z.boolean().default(false).describe('Speak HTTPS. The certificate is not judged: that is what `tls-certificate` is for.'),
  hostHeader: z
    .string()
    .max(253)
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/)
    .optional()
    .describe("Name of the site, for the Host header and TLS; the host's address when left out."),
  method: z.enum(['GET', 'HEAD']).default('GET').describe('`HEAD` asks for no body.'),
  status: z
    .array(z.number().int().min(100).max(599))
    .min(1)
    .max(50)
    .readonly()
    .optional()
    .describe('Status codes that are fine; 2xx when left out, and 3xx with `redirects: ok`.'),
  contains: z
    .string()
    .min(1)
    .max(500)
    .regex(/^[^\u0000-\u001f\u007f]*$/)
    .optional()
    .describe('Text the body must contain.'),
  redirects: z
    .enum(['follow', 'ok', 'fail'])
    .default('fail')
    .describe('Follow a redirect, take it as an answer, or count it as a failure.'),
});

type Fields = z.infer<typeof fields>;

const portOf = ({ port, tls }: Fields): number => port ?? (tls ? 443 : 80);

const headWithBody = (f: Fields): Impossible | undefined =>
  f.method === 'HEAD' && f.contains !== undefined
    ? { kind: 'impossible', why: 'The answer to HEAD has no body to search for `contains`.' }
    : undefined;

/** check_http looks for each item anywhere in the status line, so an item starts with the protocol version. */
const statusItems = (codes: readonly (number | string)[]): string =>
  codes.flatMap((code) => ['1.0', '1.1'].map((version) => `HTTP/${version} ${code}`)).join(',');

const answerWords = ({ status, redirects }: Fields): readonly string[] => {
  if (redirects === 'follow') return ['-f', 'follow'];
  return ['-e', statusItems(status ?? (redirects === 'ok' ? ['2', '3'] : ['2']))];
};

const nagiosWords = (f: Fields, time: Levels): readonly Word[] => [
  ...(f.hostHeader === undefined
    ? ['-H', { reference: 'address' } as const]
    : ['-H', f.hostHeader, '-I', { reference: 'address' } as const]),
  '-p',
  String(portOf(f)),
  '-u',
  f.path,
  ...(f.tls ? ['-S', '--sni'] : []),
  ...(f.method === 'GET' ? [] : ['-j', f.method]),
  ...answerWords(f),
  ...(f.contains === undefined ? [] : ['-s', f.contains]),
  ...flags(time),
];

const nagiosDifferences = ({ redirects }: Fields): readonly string[] =>
  redirects === 'follow' ? ['check_http that follows redirects reports a 4xx answer as a warning, not as a failure.'] : [];

/** The registered codes: blackbox takes a list, no classes. */
const answers = [200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 306, 307, 308];

const regexpOf = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');

const statusCodes = ({ status, redirects }: Fields): readonly number[] | undefined =>
  status === undefined ? (redirects === 'ok' ? answers : undefined) : [...new Set(status)].sort((a, b) => a - b);

const moduleOf = (f: Fields) => {
  const codes = statusCodes(f);
  return {
    prober: 'http',
    timeout: '10s',
    http: {
      preferred_ip_protocol: 'ip4',
      method: f.method,
      follow_redirects: f.redirects === 'follow',
      ...(codes && { valid_status_codes: codes }),
      ...(f.hostHeader !== undefined && { headers: { Host: f.hostHeader } }),
      ...(f.contains !== undefined && { fail_if_body_not_matches_regexp: [regexpOf(f.contains)] }),
      ...(f.tls && { tls_config: { insecure_skip_verify: true, ...(f.hostHeader !== undefined && { server_name: f.hostHeader }) } }),
    },
  };
};

/** Asks for a page. */
export const http = defineProbe({
  name: 'http',
  summary: 'Asks for a page over HTTP or HTTPS.',
  fields,
  measures: { responseTime: { unit: 'seconds', what: 'Time until the whole answer has arrived.' } },
  nagios: ({ fields: f, limits }) => {
    const unanswerable = headWithBody(f);
    if (unanswerable) return unanswerable;
    if (f.redirects === 'follow' && f.status !== undefined) {
      return { kind: 'impossible', why: 'check_http follows no redirect once it is given status codes.' };
    }
    const time = oneNumber(limits['responseTime'], 'check_http', { above: ({ text }) => text });
    if (time.kind === 'impossible') return time;
    return {
      kind: 'plugin',
      plugin: 'check_http',
      words: nagiosWords(f, time),
      local: false,
      differences: [...nagiosDifferences(f), ...time.differences],
    };
  },
  prometheus: ({ fields: f }) =>
    headWithBody(f) ?? {
      kind: 'expressions',
      exporter: 'blackbox',
      module: moduleOf(f),
      target: `${f.tls ? 'https' : 'http'}://{address}:${portOf(f)}${f.path}`,
      failing: 'probe_success == 0',
      measures: { responseTime: 'probe_duration_seconds' },
      differences: f.redirects === 'ok' && f.status === undefined ? ['Only registered 2xx and 3xx codes count as an answer.'] : [],
    },
});
