import { existsSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { DropFileOptions } from '../../project/types.ts';
import { type Command, type Invocation, optionText, refuse } from '../command.ts';
import { withEstate } from '../estate.ts';
import { exitCodeOf, formatOf, findingsOptions, hasErrors, reportFindings, withoutNotes } from '../findings.ts';

const optionsOf = (invocation: Invocation): DropFileOptions => {
  const [name, environment] = [optionText(invocation, 'name'), optionText(invocation, 'env')];
  return { ...(name === undefined ? {} : { name }), ...(environment === undefined ? {} : { environment }) };
};

const verdict = (values: Readonly<Record<string, string>>): string => {
  const count = Object.keys(values).length;
  return `The collector would send ${count === 1 ? 'one value' : `${count} values`} of it.\n`;
};

const lint = (invocation: Invocation, path: string) =>
  withEstate(invocation, async (estate) => {
    const file = relative(estate.root, path).split(sep).join('/');
    const { diagnostics, values } = await estate.lintDropFile(file, optionsOf(invocation));
    await reportFindings(invocation, { diagnostics, sources: estate.sources, root: estate.root, more: { values }, isResult: true });
    if (!hasErrors(withoutNotes(diagnostics)) && formatOf(invocation) === 'human') invocation.terminal.out(verdict(values));
    return exitCodeOf(diagnostics);
  });

const run = async (invocation: Invocation) => {
  const { ACTION: action = '', FILE: file = '' } = invocation.arguments;
  if (action !== 'lint') return refuse(invocation, `there is no action \`${action}\`; the only one is \`lint\`.`);
  const path = resolve(invocation.cwd, file);
  return existsSync(path) ? lint(invocation, path) : refuse(invocation, `there is no file \`${file}\`.`);
};

export const dropFile: Command = {
  name: 'drop-file',
  summary: 'Say what the collector would make of a drop file',
  description:
    'Reads a file as the collector on a host would, by the same rules: names, numbers, ranges, sizes, the last newline. For the tests of an application that writes drop files.',
  arguments: [
    { name: 'ACTION', required: true, what: '`lint`' },
    { name: 'FILE', required: true, what: 'The file to read' },
  ],
  options: [
    { flags: '--name NAME', what: 'Read it as the drop file NAME, whatever the file is called' },
    { flags: '--env NAME', what: 'Only by the definitions of this environment' },
    ...findingsOptions,
  ],
  examples: [
    { command: 'plimsoll drop-file lint build/offline-tasks.drop', what: 'is every line one that will be sent?' },
    { command: 'plimsoll drop-file lint out.txt --name offline-tasks', what: 'a file of another name' },
    { command: 'plimsoll drop-file lint out.drop --format json', what: 'the values as they will be sent, for a program' },
  ],
  run,
};
