import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { type Picture, readPng } from './png.ts';
import { tool } from './tools.ts';

/** What Chromium made of a page. */
export interface Seen {
  /** The document as it stands once it is loaded, printed. */
  readonly dom: string;
  readonly picture: Picture;
  /** What the console says. */
  readonly console: readonly string[];
  /** Everything that was asked of the network, in the words of the proxy that all of it goes through. */
  readonly requests: readonly string[];
}

/** A proxy that notes what it is asked for, and serves nothing. */
const startProxy = async (requests: string[]) => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      requests.push(data.toString('latin1').split('\r\n')[0] ?? '');
      socket.end('HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' ? (address?.port ?? 0) : 0 };
};

const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run', '--disable-background-networking'];
const alone = [
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-default-apps',
  '--force-color-profile=srgb',
];

/** Opens a page in the real Chromium, which can reach nothing. */
export const openPage = async (html: string, { width = 1100, height = 1600 } = {}): Promise<Seen> => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-page-'));
  const requests: string[] = [];
  const { server, port } = await startProxy(requests);
  const [page, shot] = [join(folder, 'page.html'), join(folder, 'page.png')];
  try {
    writeFileSync(page, html);
    const common = [
      ...quiet,
      ...alone,
      `--user-data-dir=${join(folder, 'profile')}`,
      `--proxy-server=http://127.0.0.1:${port}`,
      '--enable-logging=stderr',
      `--window-size=${width},${height}`,
    ];
    const run = (wanted: string) =>
      execa(tool('chromium'), [...common, wanted, `file://${page}`], { timeout: 90_000, stripFinalNewline: false });
    const { stdout, stderr } = await run('--dump-dom');
    await run(`--screenshot=${shot}`);
    const lines = stderr.split('\n').filter((line) => /CONSOLE|Refused to|Content Security Policy/.test(line));
    return { dom: stdout, picture: readPng(readFileSync(shot)), console: lines, requests };
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
