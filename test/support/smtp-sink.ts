import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as they came, dots unstuffed. */
  readonly text: string;
}

export interface SmtpSink {
  readonly port: number;
  readonly received: () => readonly Mail[];
}

const bare = (line: string): string => /<(.*)>/.exec(line)?.[1] ?? '';

/** One conversation (RFC 5321), as far as a client goes that neither authenticates nor encrypts. */
const converse = (socket: Socket, take: (mail: Mail) => void): void => {
  let buffer = '';
  let from = '';
  let to: string[] = [];
  let data: string[] | undefined;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const command = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'MAIL') from = bare(line);
    if (verb === 'RCPT') to.push(bare(line));
    if (verb === 'DATA') {
      data = [];
      say('354 go on');
      return;
    }
    if (verb === 'QUIT') {
      socket.end('221 bye\r\n');
      return;
    }
    say(verb === 'EHLO' ? '250 sink' : '250 ok');
  };
  const line = (text: string): void => {
    if (data === undefined) {
      command(text);
      return;
    }
    if (text !== '.') {
      data.push(text.replace(/^\./, ''));
      return;
    }
    take({ from, to, text: data.join('\n') });
    [from, to, data] = ['', [], undefined];
    say('250 taken');
  };
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    buffer += chunk.toString('utf8');
    for (let end = buffer.indexOf('\r\n'); end !== -1; end = buffer.indexOf('\r\n')) {
      const text = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      line(text);
    }
  });
  say('220 sink');
};

/** A mail server on loopback that keeps what it is given; closed when the suite ends. */
export const startSmtpSink = async (): Promise<SmtpSink> => {
  const mails: Mail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    converse(socket, (mail) => void mails.push(mail));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, received: () => mails };
};

const unquoted = (text: string): string =>
  Buffer.from(
    text.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

/** An encoded word of a header (RFC 2047, Q). */
const headerText = (text: string): string =>
  text.replace(/\?=\s+=\?utf-8\?q\?/gi, '').replace(/=\?utf-8\?q\?(.*?)\?=/gi, (_, word: string) => unquoted(word.replaceAll('_', ' ')));

export interface ReadMail {
  readonly subject: string;
  /** Content types of the parts. */
  readonly types: readonly string[];
  readonly body: string;
}

/** The subject and the text of a mail with quoted-printable parts. */
export const readMail = ({ text }: Mail): ReadMail => {
  const [head = '', ...rest] = text.split('\n\n');
  const body = rest.join('\n\n');
  const boundary = /boundary="?([^"\n;]+)/.exec(head)?.[1] ?? '';
  const parts = body.split(`--${boundary}`).slice(1, -1);
  return {
    subject: headerText(/^Subject: (.*(?:\n\s.*)*)/m.exec(head)?.[1] ?? ''),
    types: parts.map((part) => /Content-Type: ([^;\n]+)/.exec(part)?.[1] ?? ''),
    body: parts.map((part) => unquoted(part.slice(part.indexOf('\n\n') + 2))).join('\n'),
  };
};
