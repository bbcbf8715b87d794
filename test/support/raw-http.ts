import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll } from 'vitest';
import type { KeyPair } from './certificates.ts';

/** What was asked, and the connection to answer on byte for byte. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly socket: Socket;
}

export type Handler = (request: RawRequest) => void;

const parse = (text: string): Omit<RawRequest, 'socket'> | undefined => {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  if (rest.length === 0) return undefined;
  const [first = '', ...lines] = head.split('\r\n');
  const [method = '', path = ''] = first.split(' ');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const length = Number(headers['content-length'] ?? 0);
  const body = rest.join('\r\n\r\n');
  if (body.length < length) return undefined;
  return { method, path, headers, body: Buffer.from(body.slice(0, length), 'latin1').toString('utf8') };
};

const converse =
  (handler: Handler) =>
  (socket: Socket): void => {
    let text = '';
    let isAnswered = false;
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const request = isAnswered ? undefined : parse(text);
      if (/^expect: 100-continue\r$/im.test(text) && request === undefined && text.includes('\r\n\r\n'))
        socket.write('HTTP/1.1 100 Continue\r\n\r\n');
      if (request === undefined) return;
      isAnswered = true;
      handler({ ...request, socket });
    });
  };

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    afterAll(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });

/** A server that can answer anything, also what is no HTTP; gives its port, and is closed after the suite. */
export const serveRaw = (handler: Handler, pair?: KeyPair): Promise<number> =>
  listening(
    pair === undefined ? createServer({ allowHalfOpen: true }, converse(handler)) : createTlsServer({ ...pair }, converse(handler)),
  );

/** The same for any protocol: `talk` gets each connection. */
export const serveTcp = (talk: (socket: Socket) => void): Promise<number> =>
  listening(
    createServer((socket) => {
      socket.on('error', () => socket.destroy());
      talk(socket);
    }),
  );

export interface AnswerParts {
  readonly status?: string;
  readonly version?: string;
  readonly headers?: readonly string[];
}

/** An answer as a well-behaved server gives it. */
export const answer = (body: string, { status = '200 OK', version = '1.1', headers = [] }: AnswerParts = {}): string =>
  [`HTTP/${version} ${status}`, `Content-Length: ${Buffer.byteLength(body)}`, ...headers, 'Connection: close', '', body].join('\r\n');
