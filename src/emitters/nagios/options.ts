import { z } from 'zod';
import { parseDuration } from '../../model/duration.ts';

/** An absolute path that needs no quoting anywhere and cannot climb. */
const path = z.string().regex(/^\/(?!.*(?:^|\/)\.\.(?:\/|$))[A-Za-z0-9._@+/-]{0,200}$/);
const hostName = z.string().regex(/^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/);
const user = z.string().regex(/^[a-z_][a-z0-9_-]{0,31}$/);
const port = z.number().int().min(1).max(65535);

const gmetad = z.strictObject({
  host: hostName.default('localhost'),
  port: port.default(8652).describe('The interactive port, which answers for one metric; not the one that dumps everything.'),
  cluster: z
    .string()
    .regex(/^[A-Za-z0-9_. -]{1,60}$/)
    .optional()
    .describe('Cluster the hosts are in; the plugin looks in every cluster when left out.'),
});

const prometheus = z.strictObject({
  url: z
    .string()
    .regex(/^http:\/\/[A-Za-z0-9.:[\]_-]+(?:\/[A-Za-z0-9._~%/-]*)?$/)
    .describe('Base of the HTTP API. Plain HTTP only: the plugin has no TLS.'),
});

const duration = z.string().refine((text) => parseDuration(text) !== undefined);

/** check_nrpe takes whole seconds; Nagios itself gives up after 60 (`service_check_timeout`). */
const nrpeTimeout = duration.refine((text) => {
  const ms = parseDuration(text) ?? 0;
  return ms % 1000 === 0 && ms >= 12_000 && ms <= 55_000;
});

const nrpe = z
  .strictObject({
    timeout: nrpeTimeout
      .default('30s')
      .describe('How long check_nrpe waits, 12 to 55 seconds; `command_timeout` of the NRPE daemons must be shorter.'),
    tls: z
      .enum(['anonymous', 'certificate', 'off'])
      .default('anonymous')
      .describe(
        '`anonymous` hides what is said and proves nobody, as Debian sets it up; `certificate` proves both sides; `off` is plain text.',
      ),
    certificate: path.optional().describe('Certificate of the Nagios server, for `tls: certificate`.'),
    key: path.optional().describe('Its key.'),
    authority: path.optional().describe('The authority that has signed the certificates of the hosts.'),
    packets: z.enum(['newest', 'v2']).default('newest').describe('`v2` for daemons before NRPE 3; output is then cut at 1 KiB.'),
    stateDirectory: path
      .default('/var/lib/nagios/plimsoll')
      .describe('On the hosts: where `plimsoll-check-host` keeps how far it has read. It makes the last folder itself if it may.'),
  })
  .refine(({ tls, certificate, key, authority }) => tls !== 'certificate' || (certificate && key && authority) !== undefined, {
    message: '`tls: certificate` needs `certificate`, `key` and `authority`',
    path: ['tls'],
  });

/** Every so many whole minutes of the hour, which cron can say, or less than a minute. */
const isRoundTime = (text: string): boolean => {
  const ms = parseDuration(text) ?? 0;
  return ms >= 1000 && ms % 1000 === 0 && (ms < 60_000 || (ms % 60_000 === 0 && 3_600_000 % ms === 0));
};

const poller = z.strictObject({
  port: port.default(8651).describe('The port of gmetad that dumps everything; its host is that of `gmetad`.'),
  every: duration
    .refine(isRoundTime)
    .default('1m')
    .describe('Time between two rounds: whole seconds below a minute, or minutes an hour is a multiple of.'),
  tableDirectory: path.default('/etc/plimsoll/poller').describe('Where the folder `poller` is installed: what is looked at.'),
  stateDirectory: path.default('/var/lib/plimsoll/poller').describe("The poller's own; belongs to `user`, mode 0750."),
  spoolDirectory: path.optional().describe("The daemon's `check_result_path`; below `stateDirectory`, or Debian's, when left out."),
  owner: z
    .string()
    .optional()
    .describe('Team that is told when the poller fails. Nobody else is, then; without it every service tells its own team.'),
});

/** Options under `targets.nagios`. */
export const options = z.strictObject({
  version: z
    .string()
    .regex(/^4\.\d+\.\d+$/)
    .default('4.4.6')
    .describe('Version of Nagios Core.'),
  pluginDirectory: path.default('/usr/lib/nagios/plugins').describe('Where monitoring-plugins are installed.'),
  libraryDirectory: path.default('/usr/lib/plimsoll').describe('Where the files of `libexec` are installed.'),
  notifyDirectory: path.default('/etc/plimsoll/notify').describe('Where the folder `notify` is installed: who is told, and what for.'),
  gmetad: gmetad.optional().describe('The gmetad that is asked for metrics; localhost:8652 when neither it nor `prometheus` is given.'),
  prometheus: prometheus.optional().describe('The Prometheus that is asked for metrics.'),
  ask: z.enum(['gmetad', 'prometheus']).default('gmetad').describe('Which is asked first for a metric both have.'),
  metricResults: z
    .enum(['plugin', 'poller'])
    .default('plugin')
    .describe('Who looks at metrics of gmetad: a plugin for each service, or one process that hands in all results.'),
  poller: poller.prefault({}).describe('The process that hands in results, with `metricResults: poller`.'),
  nrpePort: port.default(5666).describe('Port of the NRPE daemons, for probes that run on the host itself.'),
  nrpe: nrpe.prefault({}).describe('How the NRPE daemons are asked.'),
  hostCheck: z.enum(['ping', 'none']).default('ping').describe('How a host is found to be down; with `none` it always counts as up.'),
  remindEvery: duration.default('4h').describe('How often a problem that goes on is told again; `0s` for never.'),
  zone: z.string().optional().describe('Zone of the daemon, `use_timezone`; that of the schedules when they have one in common.'),
  user: user.default('nagios'),
  group: user.default('nagios'),
  standalone: z
    .boolean()
    .default(true)
    .describe('Write the main file `nagios.cfg` as well; without it only objects, for an installation whose main file is somebody else’s.'),
  intervalLength: z
    .number()
    .int()
    .min(1)
    .max(3600)
    .optional()
    .describe('`interval_length` of the main file, in seconds: 1 in our own, 60 when left out with `standalone: false`, as Debian has it.'),
  stateDirectory: path
    .optional()
    .describe(
      "The daemon's own: status, retention, command file; needs `rw` and `spool/checkresults`. Without it `nagios.cfg` is for verifying and trying out.",
    ),
  logFile: path.optional().describe("The log; the daemon's built-in place when left out."),
});

export type Options = z.infer<typeof options>;

/** Seconds that an interval of 1 lasts. */
export const intervalLengthOf = ({ standalone, intervalLength }: Options): number => intervalLength ?? (standalone ? 1 : 60);

/** The gmetad to ask, if any. */
export const gmetadOf = ({ gmetad, prometheus }: Options): z.infer<typeof options>['gmetad'] =>
  gmetad ?? (prometheus === undefined ? { host: 'localhost', port: 8652 } : undefined);
