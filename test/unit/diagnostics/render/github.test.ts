import { expect, test } from 'vitest';
import { renderGithub } from '../../../../src/diagnostics/render/github.ts';
import { finding, spanOf } from '../../../support/findings.ts';

const file = 'odd, name: 100%.yaml';
const source = 'one:\n  two: 3\nfour: 5\n';
const texts = new Map([[file, source]]);

test('a finding becomes one workflow command with its place', () => {
  expect(renderGithub([finding({ span: spanOf(file, source, 'two') })], texts)).toBe(
    '::error file=odd%2C name%3A 100%25.yaml,line=2,col=3,endColumn=6,title=PLM100 sample::something is wrong%0Awhy: it would hurt%0Ahelp: mend it\n',
  );
});

test('text of the user cannot end the command or begin another', () => {
  const text = renderGithub([finding({ message: '100%\r\n::error::forged', severity: 'warning' })], texts);
  expect(text).toBe('::warning title=PLM100 sample::100%25%0D%0A::error::forged%0Awhy: it would hurt%0Ahelp: mend it\n');
});

test('an annotation of several lines has no end column', () => {
  expect(renderGithub([finding({ span: spanOf(file, source, '3\nfour') })], texts, 'estate/')).toContain(
    '::error file=estate/odd%2C name%3A 100%25.yaml,line=2,col=8,title=',
  );
});

test('a note is a notice', () => {
  expect(renderGithub([finding({ severity: 'info' })], texts)).toMatch(/^::notice /);
});
