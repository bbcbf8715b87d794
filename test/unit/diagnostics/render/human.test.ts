import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts';
import { renderHuman } from '../../../../src/diagnostics/render/human.ts';
import { finding, spanOf } from '../../../support/findings.ts';

const file = 'thresholds/disk.yaml';
const source = ['a', 'b', 'disk:', '  above:', '    warning: 95%', '    critical: 90%', ''].join('\n');

const order: Diagnostic = {
  code: 'PLM301',
  slug: 'threshold-order',
  severity: 'error',
  message: '`critical` is reached before `warning`',
  span: spanOf(file, source, '90%'),
  label: '90% lies below the warning, 95%',
  why: '92% would be critical without ever having been a warning',
  help: 'raise `critical` above 95%, or swap the two',
  related: [],
};

const show = (diagnostics: readonly Diagnostic[], text = source, name = file) =>
  renderHuman(diagnostics, new Map([[name, text]]), { color: false });

test('a finding looks as the design draws it', () => {
  expect(show([order])).toBe(`error[PLM301] threshold-order: \`critical\` is reached before \`warning\`
  thresholds/disk.yaml:6:15
  5 |     warning: 95%
  6 |     critical: 90%
    |               ^^^ 90% lies below the warning, 95%
  why:  92% would be critical without ever having been a warning
  help: raise \`critical\` above 95%, or swap the two          (plimsoll explain PLM301)

1 error
`);
});

test('no findings are no text', () => {
  expect(show([])).toBe('');
});

test('colour adds nothing that the text lacks', () => {
  const colored = renderHuman([order], new Map([[file, source]]), { color: true });
  expect(colored).toContain('\u001b[');
  // oxlint-disable-next-line no-control-regex
  expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(show([order]));
});

test('findings are sorted by file, offset and code, and those without a place come first', () => {
  const at = (name: string, start: number, code: string) => finding({ code, span: { file: name, start, end: start + 1 } });
  const text = show([at('b', 0, 'PLM102'), at('a', 5, 'PLM103'), at('a', 5, 'PLM101'), at('a', 2, 'PLM109'), finding({ code: 'PLM901' })]);
  expect(text.match(/PLM\d+(?=\])/g)).toEqual(['PLM901', 'PLM109', 'PLM101', 'PLM103', 'PLM102']);
});

test('identical findings are merged with a count, and count once', () => {
  const text = show([order, order, order]);
  expect(text).toContain('before `warning` (3 times)\n');
  expect(text.endsWith('\n\n1 error\n')).toBe(true);
});

test('the summary names errors, warnings and notes, in the singular and the plural', () => {
  const many = (['error', 'error', 'warning', 'info'] as const).map((severity, i) => finding({ severity, message: `m${i}` }));
  expect(show(many).split('\n').at(-2)).toBe('2 errors, 1 warning, 1 note');
});

test('more than fifty findings are counted, and errors are shown before warnings', () => {
  const warnings = Array.from({ length: 80 }, (_, i) =>
    finding({ severity: 'warning', message: `warning ${i}`, span: { file: 'a', start: i, end: i } }),
  );
  const text = show([...warnings, finding({ message: 'the error', span: { file: 'z', start: 0, end: 0 } })]);
  expect(text.match(/^(error|warning)\[/gm)).toHaveLength(50);
  expect(text).toContain('the error');
  expect(text.split('\n').at(-2)).toBe('1 error, 80 warnings (the first 50 of 81 are shown; --format json has all)');
});

test('a second place is shown with its own position and line', () => {
  const related = [{ span: spanOf(file, source, 'disk'), label: 'first defined here' }];
  const text = show([{ ...order, related }]);
  expect(text).toContain('  first defined here: thresholds/disk.yaml:3:1\n  3 | disk:\n    | ^^^^\n');
});

test('the prefix leads from where the user stands to the file', () => {
  expect(renderHuman([order], new Map([[file, source]]), { color: false, prefix: '../' })).toContain('\n  ../thresholds/disk.yaml:6:15\n');
});

test('a finding in a file whose text is not known still names the place', () => {
  expect(show([finding({ span: { file: 'gone.yaml', start: 0, end: 3 } })])).toContain('\n  gone.yaml:1:1\n  why:');
});

test('characters that could deceive are visible in every part', () => {
  const text = show([finding({ message: 'a\u001b[31mb\u202ec\u200bd\ne', help: 'one\ntwo\u0007' })]);
  expect(text).toContain('a<U+001B>[31mb<U+202E>c<U+200B>d<U+000A>e');
  expect(text).toContain('  help: one\n        two<U+0007>');
});

test('notes are counted by code in one closing paragraph, the most frequent first', () => {
  const note = (code: string, slug: string, message: string) => finding({ code, slug, severity: 'info', message });
  const notes = [note('PLM419', 'ganglia-no-source', 'a'), note('PLM446', 'default-smtp', 'b'), note('PLM446', 'default-smtp', 'c')];
  const counted = (diagnostics: readonly Diagnostic[]) => renderHuman(diagnostics, new Map(), { color: false, countNotes: true });
  const paragraph =
    '3 notes on what a backend says differently: PLM446 default-smtp ×2, PLM419 ganglia-no-source ×1;\n  --notes shows them\n';
  expect(counted(notes)).toBe(paragraph);
  const withError = counted([...notes, finding({ message: 'wrong' })]);
  expect(withError.endsWith(`\n\n1 error\n\n${paragraph}`)).toBe(true);
  expect(withError).not.toContain('info[');
});
