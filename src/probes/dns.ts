import { z } from 'zod';
import { flags, impossible, type Levels } from './flags.ts';
import { blackboxModule, failing, responseTime } from './net/blackbox.ts';
import { literalPattern } from './net/patterns.ts';
import { refused, type FieldProblem } from './net/problem.ts';
import { port, timeout, wholeSeconds } from './net/scalars.ts';
import { secondsAbove } from './net/time-limits.ts';
import { defineProbe, type Impossible } from './probe.ts';

/** Names and text as servers print them; what they would escape is left out. */
const answer = z
  .string()
  .max(250)
  .regex(/^[!#-:<-Z^-~](?:[ !#-:<-Z^-~]*[!#-:<-Z^-~])?$/);

const shape = z.strictObject({
  name: z
    .string()
    .max(253)
    .regex(/^(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\.?)+$/)
    .describe('Name to ask for.'),
  type: z.enum(['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TXT']).default('A').describe('Type of record to ask for.'),
  answers: z
    .array(answer)
    .min(1)
    .max(20)
    .readonly()
    .optional()
    .describe('One record must be one of these, as `dig +short` prints it (`10 mail.example.com.`); a text without its quotes.'),
  port: port.default(53).describe('Port of the server.'),
  timeout,
});

type Fields = z.infer<typeof shape>;

const address: Readonly<Record<string, RegExp>> = { A: /^\d{1,3}(?:\.\d{1,3}){3}$/, AAAA: /^(?=.*:)[0-9a-f:.]+$/ };
const namesOnly = new Set(['CNAME', 'MX', 'NS', 'PTR', 'SRV']);

const answerProblem = (type: Fields['type'], text: string, index: number): FieldProblem | undefined => {
  const path = ['answers', index];
  if (address[type]?.test(text) === false)
    return { path, problem: `\`${text}\` is no answer to \`${type}\``, help: 'write the address as the server prints it, in lower case' };
  if (namesOnly.has(type) && !text.endsWith('.'))
    return { path, problem: `\`${text}\` is no whole name`, help: 'end the name with a full stop, as servers print it' };
  return undefined;
};

const fields = shape.superRefine(refused<Fields>(({ type, answers = [] }) => answers.map((text, i) => answerProblem(type, text, i))));

const plugin = 'check_dig';

const printed = (type: string, text: string): string => (type === 'TXT' ? `"${text}"` : text);

/** dig and Blackbox print a tab before the data of a record; looking for it as well keeps the beginning from being overlooked. */
const recordText = ({ type }: Fields, text: string): string => `${type}\t${printed(type, text)}`;

/** Without an answer to look for, any record of that type will do. */
const expected = (f: Fields): string => (f.answers?.[0] === undefined ? `\t${f.type}\t` : recordText(f, f.answers[0]));

const unsayable = (f: Fields, time: Levels): Impossible | undefined => {
  if ((f.answers?.length ?? 0) > 1) return impossible(`${plugin} looks for one answer.`);
  return [time.warning, time.critical].includes('0') ? impossible(`${plugin} takes a limit of 0 for none.`) : undefined;
};

const differences = (f: Fields, time: Levels): readonly string[] => [
  ...(f.answers !== undefined && address[f.type] !== undefined
    ? [`${plugin} also takes an address that only begins like the wanted one.`]
    : []),
  ...(time.warning === undefined ? [] : [`With a limit that warns, ${plugin} reports a wrong answer as a warning.`]),
  ...(time.warning === undefined && time.critical === undefined ? [] : [`${plugin} counts the time it takes to start dig.`]),
  ...time.differences,
];

/** Asks a name server. */
export const dns = defineProbe({
  name: 'dns',
  summary: 'Asks the name server on the host for a record.',
  fields,
  measures: { responseTime: { unit: 'seconds', what: 'Time until the answer.' } },
  nagios: ({ fields: f, limits }) => {
    const time = secondsAbove(limits['responseTime'], plugin);
    if (time.kind === 'impossible') return time;
    const problem = unsayable(f, time);
    if (problem !== undefined) return problem;
    return {
      kind: 'plugin',
      plugin,
      words: [
        '-H',
        { reference: 'address' },
        ...['-p', String(f.port), '-t', wholeSeconds(f.timeout), '-l', f.name, '-T', f.type, '-a', expected(f)],
        ...flags(time),
      ],
      local: false,
      ...(time.warning === undefined && { failures: 'critical' }),
      differences: differences(f, time),
    };
  },
  prometheus: ({ fields: f }) => ({
    kind: 'expressions',
    exporter: 'blackbox',
    module: blackboxModule('dns', f.timeout, {
      query_name: f.name,
      query_type: f.type,
      transport_protocol: 'udp',
      valid_rcodes: ['NOERROR'],
      validate_answer_rrs: {
        fail_if_none_matches_regexp: f.answers?.map((text) => `\t${literalPattern(recordText(f, text))}$`) ?? [`\t${f.type}\t`],
      },
    }),
    target: `{address}:${f.port}`,
    failing,
    measures: { responseTime },
    differences: [],
  }),
});
