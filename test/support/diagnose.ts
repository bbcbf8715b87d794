import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { positionOf, type SourceTexts } from '../../src/diagnostics/span.ts';
import { openEstate } from '../../src/project/index.ts';
import type { Block } from './markdown-blocks.ts';
import { baseFiles, type Files, memoryHost, memoryRoot } from './memory-tree.ts';

export interface Diagnosis {
  readonly diagnostics: readonly Diagnostic[];
  readonly texts: SourceTexts;
}

/** Compiles and generates an estate in memory: everything that is found on the way. */
export const diagnose = async (files: Files): Promise<Diagnosis> => {
  const estate = await openEstate(memoryRoot, { host: memoryHost(files) });
  const { diagnostics } = await estate.build({ check: true });
  return { diagnostics, texts: estate.sources };
};

/** `\r`, `\t`, `\0`, `\xff` and `\u202e` in blocks that are marked `escaped`: bytes that a Markdown page cannot hold. */
const unescaped = (text: string): Uint8Array => {
  const bytes: number[] = [];
  for (const [, hex, unit, short, plain] of text.matchAll(/\\x([0-9a-f]{2})|\\u([0-9a-f]{4})|\\([rnt0\\])|([\s\S])/giu)) {
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (unit !== undefined) bytes.push(...new TextEncoder().encode(String.fromCharCode(Number.parseInt(unit, 16))));
    else if (short !== undefined) bytes.push(({ r: 13, n: 10, t: 9, '0': 0, '\\': 92 } as Record<string, number>)[short] ?? 0);
    else bytes.push(...new TextEncoder().encode(plain));
  }
  return Uint8Array.from(bytes);
};

/** The base estate with the files of `blocks` laid over it; one marked `removed` takes its file away, `unreadable` makes it so. */
export const overlay = (blocks: readonly Block[]): Files => {
  const files: Record<string, string | Uint8Array | undefined> = baseFiles();
  for (const { attributes, text } of blocks) {
    const path = attributes['file'];
    if (path === undefined) continue;
    if ('removed' in attributes) delete files[path];
    else if ('unreadable' in attributes) files[path] = undefined;
    else files[path] = 'escaped' in attributes ? unescaped(text) : text;
  }
  return files;
};

/** What was found, one line each, for comparison and for messages: `PLM101 checks/a.yaml:3:5 the message`. */
export const found = ({ diagnostics, texts }: Diagnosis): readonly string[] =>
  diagnostics.map(({ code, span, message }) => {
    const at = span && positionOf(span, texts);
    return `${code} ${at === undefined ? '-' : `${at.file}:${at.line}:${at.column}`} ${message}`;
  });
