import type { Invocation, OptionSpec } from './command.ts';

const formats = ['table', 'json', 'csv'] as const;
export type TableFormat = (typeof formats)[number];

/** `--format` of commands whose result is a table. */
export const tableFormatOption: OptionSpec = { flags: '--format FORMAT', what: 'How to print the result', choices: formats };

export const tableFormatOf = ({ options }: Invocation): TableFormat => formats.find((format) => format === options['format']) ?? 'table';
