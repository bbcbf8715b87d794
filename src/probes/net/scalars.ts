import { z } from 'zod';

export const port = z.number().int().min(1).max(65535);

/** Whole seconds: plugins take no others. Nagios kills a check after 60 (`service_check_timeout`), so it must give up before. */
export const timeout = z
  .string()
  .regex(/^(?:[1-9]|[1-4]\d|50)s$/)
  .default('10s')
  .describe('Whole seconds, `1s` to `50s`, after which no answer is a failure.');

/** A name or an address as DNS and TLS know it. */
export const hostName = z
  .string()
  .max(253)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/);

/** An absolute path on the machine that looks. */
export const filePath = z
  .string()
  .max(200)
  .regex(/^\/(?!.*(?:^|\/)\.\.(?:\/|$))[A-Za-z0-9._@+/-]+$/);

/** One line of text without control characters or halves of characters: it arrives as it is wherever it is written. */
export const oneLine = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\u0000-\u001f\u007f\u2028\u2029\ud800-\udfff]*$/u);

export const certificate = z.enum(['verify', 'ignore']).default('ignore');

/** Bytes of a text in UTF-8, as plugins with buffers of a fixed size count them. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/** `10s` as plugins take it. */
export const wholeSeconds = (text: string): string => text.slice(0, -1);
