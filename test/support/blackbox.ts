import { join } from 'node:path';
import { type ArtifactFile, putFiles } from './artifact-files.ts';
import type { Daemon, Daemons } from './daemon.ts';
import { isUp } from './http-json.ts';
import { tool } from './tools.ts';

export interface Blackbox {
  readonly daemon: Daemon;
  /** What one look gives, as text. */
  readonly probe: (module: string, target: string) => Promise<string>;
}

/** The real blackbox_exporter with the generated modules. */
export const startBlackbox = async (daemons: Daemons, files: readonly ArtifactFile[], port: number): Promise<Blackbox> => {
  const directory = daemons.directory();
  putFiles(
    directory,
    files.filter(({ path }) => path === 'blackbox.yml'),
  );
  const url = `http://127.0.0.1:${port}`;
  const daemon = await daemons.start({
    name: 'blackbox_exporter',
    argv: [
      tool('prometheus-blackbox-exporter'),
      `--config.file=${join(directory, 'blackbox.yml')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    ready: () => isUp(`${url}/-/healthy`),
  });
  const probe = async (module: string, target: string): Promise<string> =>
    (await fetch(`${url}/probe?${new URLSearchParams({ module, target, debug: 'true' }).toString()}`)).text();
  return { daemon, probe };
};
