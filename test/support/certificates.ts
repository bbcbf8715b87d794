import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tool } from './tools.ts';

export interface KeyPair {
  readonly key: string;
  readonly cert: string;
}

const openssl = (directory: string, ...args: readonly string[]): void => {
  execFileSync(tool('openssl'), [...args], { cwd: directory, stdio: 'ignore' });
};

const pairOf = (directory: string, name: string): KeyPair => ({
  key: readFileSync(join(directory, `${name}.key`), 'utf8'),
  cert: readFileSync(join(directory, `${name}.crt`), 'utf8'),
});

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'] as const;

/** An authority of our own; `path` is its PEM file. */
export const makeAuthority = (directory: string): { readonly path: string } => {
  openssl(
    directory,
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'authority.key',
    '-out',
    'authority.crt',
    '-days',
    '30',
    '-subj',
    '/CN=Authority',
  );
  return { path: join(directory, 'authority.crt') };
};

/** A certificate of the authority in the same directory, for a name, that ends in `days`; negative for one that has expired. */
export const issue = (directory: string, { name, host, days }: { name: string; host: string; days: number }): KeyPair => {
  openssl(directory, 'req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${host}`);
  writeFileSync(join(directory, `${name}.ext`), `subjectAltName=DNS:${host}\n`);
  openssl(
    directory,
    ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'authority.crt', '-CAkey', 'authority.key', '-CAcreateserial'],
    ...['-out', `${name}.crt`, '-days', String(days), '-extfile', `${name}.ext`],
  );
  return pairOf(directory, name);
};

/** A certificate that vouches for itself. */
export const selfSigned = (directory: string, { name, host, days }: { name: string; host: string; days: number }): KeyPair => {
  openssl(
    directory,
    ...['req', '-x509', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.crt`, '-days', String(days), '-subj', `/CN=${host}`],
    ...['-addext', `subjectAltName=DNS:${host}`],
  );
  return pairOf(directory, name);
};
