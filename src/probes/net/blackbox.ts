import type { PrometheusProbe } from '../probe.ts';

/** Stated in every module, so that no default of a version decides: IPv4 first, IPv6 where there is nothing else. */
const protocol = { preferred_ip_protocol: 'ip4', ip_protocol_fallback: true } as const;

/** A module of blackbox_exporter, as data. */
export const blackboxModule = (
  prober: 'http' | 'tcp' | 'dns' | 'icmp',
  timeout: string,
  more: Readonly<Record<string, unknown>> = {},
): NonNullable<PrometheusProbe['module']> => ({ prober, timeout, [prober]: { ...protocol, ...more } });

interface TlsFields {
  readonly serverName?: string | undefined;
  readonly certificate: 'verify' | 'ignore';
  readonly caFile?: string | undefined;
}

/** `tls_config` of a module. */
export const tlsConfig = ({ serverName, certificate, caFile }: TlsFields) => ({
  insecure_skip_verify: certificate === 'ignore',
  ...(serverName !== undefined && { server_name: serverName }),
  ...(caFile !== undefined && { ca_file: caFile }),
});

export const failing = 'probe_success == 0';
export const responseTime = 'probe_duration_seconds';
export const daysLeft = '(probe_ssl_earliest_cert_expiry - time()) / 86400';
