import { blackboxModule, daysLeft, failing, responseTime, tlsConfig } from './net/blackbox.ts';
import { type HttpFields, httpFields } from './net/http-fields.ts';
import { acceptedCodes, httpPlugin, portOf } from './net/http-plugin.ts';
import { literalPattern } from './net/patterns.ts';
import { defineProbe } from './probe.ts';

const isDefaultPort = (f: HttpFields): boolean => portOf(f) === (f.tls ? 443 : 80);

/** Blackbox sends the Host header as it stands there; the plugins add a port that does not go without saying. */
const headersOf = (f: HttpFields) => {
  const names = new Set(Object.keys(f.headers ?? {}).map((name) => name.toLowerCase()));
  return {
    ...(f.hostHeader !== undefined && { Host: isDefaultPort(f) ? f.hostHeader : `${f.hostHeader}:${portOf(f)}` }),
    ...(f.body !== undefined && !names.has('content-type') && { 'Content-Type': 'application/x-www-form-urlencoded' }),
    ...f.headers,
  };
};

const searchesOf = ({ contains, notContains, regex }: HttpFields) => {
  const wanted = [...(contains === undefined ? [] : [literalPattern(contains)]), ...(regex === undefined ? [] : [`(?s)${regex}`])];
  return {
    ...(wanted.length > 0 && { fail_if_body_not_matches_regexp: wanted }),
    ...(notContains !== undefined && { fail_if_body_matches_regexp: [literalPattern(notContains)] }),
  };
};

const moduleOf = (f: HttpFields) => {
  const headers = headersOf(f);
  return blackboxModule('http', f.timeout, {
    method: f.method,
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(f.body !== undefined && { body: f.body }),
    enable_http2: false,
    follow_redirects: f.redirects === 'follow',
    valid_http_versions: ['HTTP/1.0', 'HTTP/1.1'],
    valid_status_codes: acceptedCodes(f),
    ...searchesOf(f),
    ...(f.tls && { tls_config: tlsConfig({ ...f, serverName: f.hostHeader }) }),
  });
};

const targetOf = (f: HttpFields): string => `${f.tls ? 'https' : 'http'}://{address}${isDefaultPort(f) ? '' : `:${portOf(f)}`}${f.path}`;

/** Asks for a page. */
export const http = defineProbe({
  name: 'http',
  summary: 'Asks for a page over HTTP or HTTPS.',
  fields: httpFields,
  measures: {
    responseTime: { unit: 'seconds', what: 'Time until the whole answer has arrived.' },
    certificate: { unit: 'd', what: 'With `tls`: time until the certificate expires.' },
  },
  nagios: ({ fields, limits }) => httpPlugin(fields, limits),
  prometheus: ({ fields: f }) => ({
    kind: 'expressions',
    exporter: 'blackbox',
    module: moduleOf(f),
    target: targetOf(f),
    failing,
    measures: { responseTime, ...(f.tls && { certificate: daysLeft }) },
    differences: [],
  }),
});
