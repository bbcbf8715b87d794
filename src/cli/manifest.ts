import type { Command } from './command.ts';

export interface ManifestEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Every command with its summary, so that the overall help needs none of their modules. In the order of a newcomer's day. */
export const manifest: readonly ManifestEntry[] = [
  {
    name: 'init',
    summary: 'Start an estate: a small one that validates, builds and verifies at once',
    load: async () => (await import('./commands/init.ts')).init,
  },
  {
    name: 'validate',
    summary: 'Find every mistake in the definitions',
    load: async () => (await import('./commands/validate.ts')).validate,
  },
  {
    name: 'build',
    summary: 'Generate the configuration of every daemon',
    load: async () => (await import('./commands/build.ts')).build,
  },
  {
    name: 'verify',
    summary: 'Let the real daemons and tools check what build generates',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  {
    name: 'diff',
    summary: 'Say what a change to monitors does, and who must agree to it',
    load: async () => (await import('./commands/diff.ts')).diff,
  },
  {
    name: 'gate',
    summary: 'Decide whether a change may go: rules kept, everybody agreed',
    load: async () => (await import('./commands/gate.ts')).gate,
  },
  {
    name: 'report',
    summary: 'Show a review in its pull request, and mark the commit with what the gate says',
    load: async () => (await import('./commands/report.ts')).report,
  },
  {
    name: 'pull-request',
    summary: 'Print the number of the open pull request that a commit is the head of',
    load: async () => (await import('./commands/pull-request.ts')).pullRequest,
  },
  {
    name: 'explain',
    summary: 'Explain a definition, a generated line or a diagnostic code',
    load: async () => (await import('./commands/explain.ts')).explain,
  },
  {
    name: 'list',
    summary: 'List what the estate defines, and where',
    load: async () => (await import('./commands/list.ts')).list,
  },
  {
    name: 'matrix',
    summary: 'Show a threshold in all environments and overrides, side by side',
    load: async () => (await import('./commands/matrix.ts')).matrix,
  },
  {
    name: 'drop-file',
    summary: 'Say what the collector would make of a drop file',
    load: async () => (await import('./commands/drop-file.ts')).dropFile,
  },
  {
    name: 'schema',
    summary: 'Print the JSON Schemas that editors complete and check with',
    load: async () => (await import('./commands/schema.ts')).schema,
  },
];
