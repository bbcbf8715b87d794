import { setTimeout as sleep } from 'node:timers/promises';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** May it be asked again when nobody knows whether it was done? Reading may always. */
  readonly isRepeatable?: boolean;
}

/** What a server said. `status` 0: it said nothing, and `body` holds why. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** Is there a further page? */
  readonly hasNext: boolean;
  /** Seconds that the server asks to wait. */
  readonly retryAfter?: number;
}

/** Asks once, or again while asking again may help. */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

const timeoutMs = 30_000;
const mostBytes = 32 * 1024 * 1024;

const nothing = (why: string): HttpAnswer => ({ status: 0, body: why, hasNext: false });

const bodyOf = async (response: Response): Promise<string | undefined> => {
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > mostBytes) return undefined;
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'no answer';
  return error.cause instanceof Error ? error.cause.message : error.message;
};

const ask = async ({ method, url, headers, body }: HttpRequest): Promise<HttpAnswer> => {
  try {
    const response = await fetch(url, {
      method,
      headers,
      // Nowhere else may learn the token.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body }),
    });
    const text = await bodyOf(response);
    if (text === undefined) return nothing('the answer is too large');
    const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
    return {
      status: response.status,
      body: text,
      hasNext: /;\s*rel="?next"?/.test(response.headers.get('link') ?? '') || (response.headers.get('x-next-page') ?? '') !== '',
      ...(Number.isFinite(wait) ? { retryAfter: wait } : {}),
    };
  } catch (error) {
    return nothing(reasonOf(error));
  }
};

const mostAttempts = 3;
/** Longest that a server may make us wait, in seconds. */
const mostPatience = 30;

const isWorthAnother = ({ status, retryAfter }: HttpAnswer): boolean =>
  status === 0 ||
  (status >= 500 && (retryAfter ?? 0) <= mostPatience) ||
  ((status === 403 || status === 429) && retryAfter !== undefined && retryAfter <= mostPatience);

/**
 * `pauseMs`: how long a second of waiting is.
 *
 * Asks a server, at most three times: when it does not answer, fails, or says that it wants us to wait. A request that
 * must not be done twice is asked once, for it may have been done all the same.
 */
export const httpWith =
  (pauseMs: number): Http =>
  async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await ask(request);
      if (!isWorthAnother(answer) || attempt === mostAttempts || !(request.isRepeatable ?? request.method === 'GET')) return answer;
      await sleep((answer.retryAfter ?? attempt) * pauseMs);
    }
  };
