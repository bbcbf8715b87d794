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
  nrpePort: port.default(5666).describe('Port of the NRPE daemons, for probes that run on the host itself.'),
  hostCheck: z.enum(['ping', 'none']).default('ping').describe('How a host is found to be down; with `none` it always counts as up.'),
  remindEvery: duration.default('4h').describe('How often a problem that goes on is told again; `0s` for never.'),
  zone: z.string().optional().describe('Zone of the daemon, `use_timezone`; that of the schedules when they have one in common.'),
  user: user.default('nagios'),
  group: user.default('nagios'),
  standalone: z.boolean().default(true).describe('Write the main file `nagios.cfg` as well.'),
  stateDirectory: path
    .optional()
    .describe(
      "The daemon's own: status, retention, command file; needs `rw` and `spool/checkresults`. Without it `nagios.cfg` is for verifying and trying out.",
    ),
  logFile: path.optional().describe("The log; the daemon's built-in place when left out."),
});

export type Options = z.infer<typeof options>;

/** The gmetad to ask, if any. */
export const gmetadOf = ({ gmetad, prometheus }: Options): z.infer<typeof options>['gmetad'] =>
  gmetad ?? (prometheus === undefined ? { host: 'localhost', port: 8652 } : undefined);
