import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { KeyPair } from './certificates.ts';
import { serveTcp } from './raw-http.ts';

export interface MailServer {
  /** What it says first; nothing, and it closes, when undefined. */
  readonly greeting?: string;
  readonly offersTls?: boolean;
  /** Answer to STARTTLS. */
  readonly startTls?: string;
  /** Answer to HELO and the last line to EHLO. */
  readonly hello?: string;
  readonly delayMs?: number;
}

const converse = (socket: Socket, server: MailServer, pair: KeyPair): void => {
  const { offersTls = true, startTls = '220 go ahead', hello = '250 SIZE 1000' } = server;
  let text = '';
  const say = (...lines: readonly string[]) => void socket.write(lines.map((line) => `${line}\r\n`).join(''));
  const onLine = (line: string): void => {
    const word = line.split(' ')[0]?.toUpperCase();
    if (word === 'EHLO') say('250-mail.example.test', ...(offersTls ? ['250-STARTTLS'] : []), hello);
    else if (word === 'HELO') say(hello);
    else if (word === 'QUIT') socket.end('221 bye\r\n');
    else if (word !== 'STARTTLS') say('500 what');
    else {
      say(startTls);
      if (!startTls.startsWith('220')) return;
      socket.removeListener('data', onData);
      const secure = new TLSSocket(socket, { isServer: true, ...pair });
      secure.on('error', () => socket.destroy());
      converse(secure, { ...server, offersTls: false }, pair);
    }
  };
  const onData = (chunk: Buffer): void => {
    text += chunk.toString('latin1');
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) onLine(line.trim());
  };
  socket.on('data', onData);
};

/** A mail server as far as QUIT. */
export const serveMail = (server: MailServer, pair: KeyPair): Promise<number> =>
  serveTcp((socket) => {
    const { greeting, delayMs = 0 } = server;
    if (greeting === undefined) return void socket.end();
    setTimeout(() => {
      socket.write(greeting);
      converse(socket, server, pair);
    }, delayMs);
  });
