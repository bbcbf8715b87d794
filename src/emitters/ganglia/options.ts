import { z } from 'zod';

/** An absolute path that needs no quoting anywhere and cannot climb: it ends up in shell, crontab and mail. */
const path = z.string().regex(/^\/(?!.*(?:^|\/)\.\.(?:\/|$))[A-Za-z0-9._@+/-]{0,200}$/);
/** Text that gmond may put into its XML as it is; blanks and commas separate groups. */
const word = z.string().regex(/^[A-Za-z0-9_.-]{1,60}$/);

const endpoint = z.strictObject({
  host: z
    .string()
    .regex(/^[A-Za-z0-9_.:-]{1,253}$/)
    .describe('Name or address of a gmond that receives, or a multicast address that several listen to.'),
  port: z.number().int().min(1).max(65_535).default(8649).describe('Its UDP port.'),
  hops: z.number().int().min(1).max(255).default(1).describe('Routers that a multicast datagram may pass, and one.'),
});

const shape = z.strictObject({
  dropDirectory: path.default('/var/lib/plimsoll/drop').describe('Where applications drop their files.'),
  libraryDirectory: path.default('/usr/lib/plimsoll').describe('Where `plimsoll-collect` is installed.'),
  configDirectory: path.default('/etc/plimsoll').describe('Where the `tables` folder is installed.'),
  stateDirectory: path.default('/var/lib/plimsoll/collector').describe("The collector's own: lock, messages, work files."),
  user: z
    .string()
    .regex(/^[a-z_][a-z0-9_-]{0,31}$/)
    .default('plimsoll')
    .describe('Unprivileged user the collector runs as; it needs to read the drop files and to own `stateDirectory`.'),
  allowRoot: z.boolean().default(false).describe('Let the collector run as root. Drop files are written by others: better not.'),
  gmetric: path.default('/usr/bin/gmetric').describe('The gmetric program.'),
  gmondConfig: path.default('/etc/ganglia/gmond.conf').describe('Configuration with the send channels, for `gmetric --conf`.'),
  sender: z
    .enum(['gmetric', 'udp'])
    .default('gmetric')
    .describe('`gmetric` starts a process per metric, good for two thousand a minute; `udp` sends the same bytes from one process.'),
  send: z.array(endpoint).max(8).default([]).describe('Where `sender: udp` sends to; every metric goes to each of them.'),
  identity: z
    .enum(['gmond', 'nodename'])
    .default('gmond')
    .describe(
      'Under which name Ganglia files the metrics: that of the gmond beside it (`override_hostname` in `gmondConfig`, else what the receiver finds for the address), or what `uname -n` says.',
    ),
  group: word.default('plimsoll').describe('Group the metrics stand in on the pages of Ganglia.'),
  cluster: z
    .string()
    .regex(/^[A-Za-z0-9_. -]{1,60}$/)
    .optional()
    .describe('Cluster given to gmetric; gmond decides when left out.'),
  metricsPerSecond: z
    .number()
    .int()
    .min(5)
    .max(5000)
    .default(1000)
    .describe('Pace of sending: gmond loses bursts that overflow its socket buffer, silently.'),
  maxFileBytes: z.number().int().min(1024).max(16_777_216).default(262_144).describe('A larger drop file is refused as a whole.'),
  maxLines: z.number().int().min(1).max(100_000).default(10_000).describe('A drop file with more lines is refused as a whole.'),
  textfileDirectory: path
    .optional()
    .describe("Directory of node_exporter's textfile collector; when given, `plimsoll.prom` is written there as well."),
});

/** Options under `targets.ganglia`. */
export const options = shape.superRefine(({ sender, send }, context) => {
  if (sender === 'udp' && send.length === 0)
    context.addIssue({ code: 'too_small', origin: 'array', minimum: 1, inclusive: true, input: send, path: ['send'] });
});

export type Options = z.infer<typeof options>;
