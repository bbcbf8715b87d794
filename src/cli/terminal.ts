/** Where a command's words go: results to `out`, everything else to `err`. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly outColor: boolean;
  readonly errColor: boolean;
  /** Says on a terminal what is being waited for, once the wait is long enough to wonder. */
  readonly progress: (phase: string) => void;
  /** Takes the last word of {@link progress} away. */
  readonly settle: () => void;
}

interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface World {
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  /** `--no-color` was given. */
  readonly plain: boolean;
}

const isColored = ({ env, plain }: World, stream: Stream): boolean => {
  if (plain || (env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return stream.isTTY === true && env['TERM'] !== 'dumb';
};

const patienceMs = 300;
const eraseLine = '\r\u001b[2K';

export const terminalOf = (world: World): Terminal => {
  const { stdout, stderr, now } = world;
  const start = now();
  const live = stderr.isTTY === true && world.env['TERM'] !== 'dumb' && world.env['CI'] === undefined;
  let shown = false;
  let timer: NodeJS.Timeout | undefined;
  const draw = (phase: string) => {
    stderr.write(`${eraseLine}${phase} …`);
    shown = true;
  };
  const settle = () => {
    clearTimeout(timer);
    if (shown) stderr.write(eraseLine);
    shown = false;
  };
  const progress = (phase: string) => {
    if (!live) return;
    clearTimeout(timer);
    const wait = start + patienceMs - now();
    if (wait <= 0) draw(phase);
    else timer = setTimeout(draw, wait, phase).unref();
  };
  const through = (stream: Stream) => (text: string) => {
    settle();
    if (text !== '') stream.write(text);
  };
  return {
    out: through(stdout),
    err: through(stderr),
    outColor: isColored(world, stdout),
    errColor: isColored(world, stderr),
    progress,
    settle,
  };
};
