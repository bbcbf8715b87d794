import { z } from 'zod';
import { commonRegexProblem } from './common-regex.ts';
import { isBackwards, codesOf, lowest } from './http-status.ts';
import { type FieldProblem, refused } from './problem.ts';
import { byteLength, certificate, filePath, hostName, oneLine, port, timeout } from './scalars.ts';

const headerValue = z
  .string()
  .max(1000)
  .regex(/^[!-~](?:[ -~]*[!-~])?$/);

/** Every client sends these characters as they are; any other, and dots that climb, some of them rewrite. */
const urlPath = /^(?!.*\/\.{1,2}(?:[/?]|$))\/(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*$/;

const shape = z.strictObject({
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']).default('GET').describe('`HEAD` asks for no body.'),
  path: z.string().max(2000).regex(urlPath).default('/').describe('Path with query, percent-encoded, without `#`, `/./` and `/../`.'),
  port: port.optional().describe('443 with `tls`, 80 without, when left out.'),
  tls: z.boolean().default(false).describe('Speak HTTPS.'),
  hostHeader: hostName.optional().describe("Name of the site, for the Host header and TLS; the host's address when left out."),
  headers: z
    .record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), headerValue)
    .optional()
    .describe('More header fields. They are plain to see wherever the configuration is: no passwords, tokens or cookies.'),
  body: oneLine(2000).optional().describe('What is sent, for `POST`, `PUT` and `PATCH`; a form unless `headers` say what it is.'),
  status: z
    .array(z.union([z.number().int().min(lowest).max(599), z.string().regex(/^(?:[2-5]xx|[2-5]\d\d-[2-5]\d\d)$/)]))
    .min(1)
    .max(50)
    .readonly()
    .optional()
    .describe('Answers that are fine: `204`, `2xx`, `200-206`; `2xx` when left out, and `3xx` with `redirects: ok`.'),
  contains: oneLine(1000).optional().describe('Text the body must contain.'),
  notContains: oneLine(120).optional().describe('Text the body must not contain.'),
  regex: z
    .string()
    .min(1)
    .max(250)
    .optional()
    .describe(
      'Must be found in the body: what POSIX and RE2 both know. `^` and `$` are the ends of the body, `.` is any character, also a line end.',
    ),
  redirects: z
    .enum(['follow', 'ok', 'fail'])
    .default('fail')
    .describe('Follow a redirect (up to ten), take it as an answer, or count it as a failure.'),
  certificate: certificate.describe('With `verify` the certificate must be valid, for this name, and of a trusted authority.'),
  caFile: filePath.optional().describe('Authorities to trust, in a PEM file where the check runs; those of the system when left out.'),
  timeout,
});

type Shape = z.infer<typeof shape>;

/** Framing is the business of whoever sends; a second Host would contradict the first. */
const ownHeaders = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'expect', 'upgrade', 'te', 'trailer']);
const secretHeaders = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key', 'x-auth-token']);

const headerProblems = ({ headers = {} }: Shape): readonly FieldProblem[] => {
  const seen = new Set<string>();
  return Object.keys(headers).flatMap((name): readonly FieldProblem[] => {
    const key = name.toLowerCase();
    const path = ['headers', name];
    if (seen.has(key)) return [{ path, problem: `the header \`${name}\` is there twice`, help: 'keep one of the two' }];
    seen.add(key);
    if (ownHeaders.has(key))
      return [{ path, problem: `the header \`${name}\` is not for an author to set`, help: 'use `hostHeader` for the name of the site' }];
    if (secretHeaders.has(key)) {
      const help = 'look at a page that needs no secret, or let an exporter that reads it from a file on its machine do the looking';
      return [{ path, problem: `the header \`${name}\` would put a secret where anybody can read it`, help }];
    }
    return [];
  });
};

const bodySenders: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

const methodProblems = ({ method, body, contains, notContains, regex, redirects }: Shape): readonly (FieldProblem | undefined)[] => [
  body !== undefined && !bodySenders.has(method)
    ? { path: ['body'], problem: `\`${method}\` sends no body`, help: 'use `method: POST`, or leave `body` out' }
    : undefined,
  method === 'HEAD' && [contains, notContains, regex].some((text) => text !== undefined)
    ? { path: ['method'], problem: 'the answer to `HEAD` has no body to search', help: 'use `GET`, or do not look at the body' }
    : undefined,
  redirects === 'follow' && method !== 'GET' && method !== 'HEAD'
    ? {
        path: ['redirects'],
        problem: `a redirect after \`${method}\` is not followed the same way by everybody`,
        help: 'use `GET` or `HEAD`, or take the redirect as the answer with `redirects: ok`',
      }
    : undefined,
];

const bodyProblems = ({ contains, body, regex }: Shape): readonly (FieldProblem | undefined)[] => {
  const found = regex === undefined ? undefined : commonRegexProblem(regex);
  return [
    contains !== undefined && byteLength(contains) > 1000
      ? { path: ['contains'], problem: '`contains` is longer than 1000 bytes', help: 'look for less of it' }
      : undefined,
    body !== undefined && byteLength(body) > 4000
      ? { path: ['body'], problem: '`body` is longer than 4000 bytes', help: 'send less' }
      : undefined,
    found && {
      path: ['regex'],
      problem: `\`regex\` has at ${found.column} ${found.problem}`,
      help: 'write what POSIX extended expressions and RE2 both read as the same',
    },
  ];
};

const tlsProblems = ({ tls, certificate: trust, caFile }: Shape): readonly (FieldProblem | undefined)[] => [
  trust === 'verify' && !tls
    ? { path: ['certificate'], problem: 'there is no certificate to verify without `tls`', help: 'add `tls: true`' }
    : undefined,
  caFile !== undefined && trust !== 'verify'
    ? { path: ['caFile'], problem: '`caFile` is not looked at without `certificate: verify`', help: 'add `certificate: verify`' }
    : undefined,
];

const statusProblems = ({ status = [], redirects }: Shape): readonly (FieldProblem | undefined)[] => [
  ...status.map((item, i) =>
    isBackwards(item)
      ? { path: ['status', i], problem: `\`${item}\` ends before it begins`, help: 'write the smaller code first' }
      : undefined,
  ),
  redirects === 'ok' && status.length > 0 && !codesOf(status).some((code) => code >= 300 && code < 400)
    ? { path: ['redirects'], problem: '`status` takes no redirect as an answer', help: 'add `3xx` to `status`, or leave `redirects` out' }
    : undefined,
];

export const httpFields = shape.superRefine(
  refused<Shape>((fields) => [
    ...headerProblems(fields),
    ...methodProblems(fields),
    ...bodyProblems(fields),
    ...tlsProblems(fields),
    ...statusProblems(fields),
  ]),
);

export type HttpFields = z.infer<typeof httpFields>;
