import { z } from 'zod';
import { codeHostRefuses } from '../../diagnostics/codes/plm504-code-host-refuses.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Http, HttpAnswer, HttpRequest } from '../../host/http.ts';

/** Where a code host's API is, and who asks. */
export interface Access {
  readonly http: Http;
  /** Without a slash at its end. */
  readonly api: string;
  readonly token: string;
  /** Media type of the answers; GitHub's when left out. */
  readonly accept?: string;
}

/** What was asked for, or why it cannot be had. */
export type Got<T> = { readonly kind: 'got'; readonly value: T } | { readonly kind: 'refused'; readonly problem: Diagnostic };

export const got = <T>(value: T): Got<T> => ({ kind: 'got', value });
export const refused = (problem: Diagnostic): Got<never> => ({ kind: 'refused', problem });

const said = z.union([z.object({ message: z.string() }), z.object({ error: z.string() }).transform(({ error }) => ({ message: error }))]);

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const complaint = ({ status, body }: HttpAnswer): string => {
  if (status === 0) return body;
  const parsed = said.safeParse(json(body));
  return (parsed.success ? parsed.data.message : 'it says nothing we understand').slice(0, 200);
};

const headersOf = ({ token, accept }: Access, hasBody: boolean): Readonly<Record<string, string>> => ({
  accept: accept ?? 'application/vnd.github+json',
  authorization: `Bearer ${token}`,
  'user-agent': 'plimsoll',
  'x-github-api-version': '2022-11-28',
  ...(hasBody ? { 'content-type': 'application/json' } : {}),
});

interface Asked {
  readonly method: HttpRequest['method'];
  /** Below the API, with its query. */
  readonly path: string;
  readonly body?: unknown;
  readonly isRepeatable?: boolean;
}

const problemOf = ({ method, path }: Asked, answer: HttpAnswer): Got<never> =>
  refused(codeHostRefuses({ request: `${method} ${path.split('?')[0] ?? path}`, status: answer.status, said: complaint(answer) }));

/** One request whose answer fits `schema`. */
export const ask = async <T>(access: Access, asked: Asked, schema: z.ZodType<T>): Promise<Got<T> & { hasNext?: boolean }> => {
  const { http, api } = access;
  const { method, path, body, isRepeatable = method === 'GET' } = asked;
  const text = { isRepeatable, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const answer = await http({ method, url: `${api}${path}`, headers: headersOf(access, body !== undefined), ...text });
  if (answer.status < 200 || answer.status > 299) return problemOf(asked, answer);
  const parsed = schema.safeParse(json(answer.body));
  return parsed.success ? { ...got(parsed.data), hasNext: answer.hasNext } : problemOf(asked, answer);
};

const mostPages = 100;

/** Every item of a list that comes in pages of a hundred. */
export const askAll = async <T>(access: Access, path: string, item: z.ZodType<T>): Promise<Got<readonly T[]>> => {
  const items: T[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const asked = { method: 'GET', path: `${path}${path.includes('?') ? '&' : '?'}per_page=100&page=${page}` } as const;
    const part = await ask(access, asked, z.array(item));
    if (part.kind === 'refused') return part;
    items.push(...part.value);
    if (part.hasNext !== true) return got(items);
  }
  return refused(codeHostRefuses({ request: `GET ${path}`, status: 200, said: `it has more than ${mostPages} pages` }));
};
