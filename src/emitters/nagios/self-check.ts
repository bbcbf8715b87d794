import type { NativeComplaint } from '../contract.ts';
import { objectProblems } from './object-rules.ts';

interface Block {
  readonly type: string;
  readonly line: number;
  readonly directives: Map<string, string>;
}

interface Reading {
  readonly complaints: NativeComplaint[];
  readonly seen: Set<string>;
  block: Block | undefined;
}

const complain = (reading: Reading, line: number, message: string): void => void reading.complaints.push({ line, message });

/** What identifies an object; Nagios takes the last of two services with the same, without an error. */
const identity = ({ type, directives }: Block): string | undefined => {
  const names = type === 'service' ? ['host_name', 'service_description'] : [`${type}_name`];
  const values = names.map((name) => directives.get(name));
  return values.every((value) => value !== undefined) ? [type, ...values].join(' ') : undefined;
};

const close = (reading: Reading, block: Block): void => {
  const name = identity(block);
  if (name !== undefined && reading.seen.has(name)) complain(reading, block.line, `${name} is defined twice`);
  if (name !== undefined) reading.seen.add(name);
  for (const problem of objectProblems(block)) complain(reading, block.line, problem);
  reading.block = undefined;
};

const directive = /^\s+(\S+)\s+(.*)$/;
/** In a time period: a day or days with blanks in them, then hours. */
const days = /^\s+(.*\S)\s+(\S+)$/;

const isDays = ({ type }: Block, text: string): boolean =>
  type === 'timeperiod' && /\d$/.test(text) && !/^\s+(?:alias|timeperiod_name|exclude) /.test(text);

const readDirective = (reading: Reading, block: Block, text: string, line: number): void => {
  const [, name = '', value = ''] = (isDays(block, text) ? days : directive).exec(text) ?? [];
  if (value === '') complain(reading, line, 'a directive without a value');
  if (/(?<!\\);/.test(value)) complain(reading, line, 'a semicolon starts a comment');
  if (value.endsWith('\\')) complain(reading, line, 'a backslash at the end joins the next line');
  if (block.directives.has(name)) complain(reading, line, `${name} stands twice, and only the last counts`);
  block.directives.set(name, value);
};

const readLine = (reading: Reading, text: string, line: number): void => {
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) complain(reading, line, 'a control character');
  if (text.trim() === '' || text.startsWith('#')) return;
  const opening = /^define ([a-z]+) \{$/.exec(text);
  if (opening !== null) {
    if (reading.block !== undefined) complain(reading, line, 'an object begins inside another');
    reading.block = { type: opening[1] ?? '', line, directives: new Map() };
  } else if (reading.block === undefined) complain(reading, line, 'text outside of an object');
  else if (text === '}') close(reading, reading.block);
  else readDirective(reading, reading.block, text, line);
};

/** The grammar of object files, stricter than Nagios': it drops or joins much without a word. */
export const selfCheck = (path: string, text: string): readonly NativeComplaint[] => {
  if (!path.startsWith('objects/')) return [];
  const reading: Reading = { complaints: [], seen: new Set(), block: undefined };
  const lines = text.split('\n');
  lines.forEach((line, i) => readLine(reading, line, i + 1));
  if (reading.block !== undefined) complain(reading, lines.length, 'the last object does not end');
  return reading.complaints;
};
