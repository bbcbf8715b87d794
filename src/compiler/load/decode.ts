import { controlCharacter } from '../../diagnostics/codes/plm022-control-character.ts';
import { fileTooLarge } from '../../diagnostics/codes/plm020-file-too-large.ts';
import { invalidUtf8 } from '../../diagnostics/codes/plm021-invalid-utf8.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';

const limitMiB = 4;
const mebibyte = 1024 * 1024;

/** A file's text, as far as it can be shown, and what is wrong with its bytes. */
export interface Decoded {
  /** Without a byte order mark. Present for wrong bytes too, with U+FFFD in their place, so that they can be shown. */
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}

const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder('utf-8');

const strictText = (bytes: Uint8Array): string | undefined => {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
};

/** True when `bytes` may begin a UTF-8 text, even if its last character is cut off. */
const mayBegin = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
};

/** The offset of the first byte that belongs to no character; a character that is cut off counts from its first byte. */
const firstWrongByte = (bytes: Uint8Array): number => {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (mayBegin(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  if (strictText(bytes.subarray(0, good)) !== undefined) return good;
  let lead = good - 1;
  while (lead > 0 && (bytes[lead] ?? 0) < 0xc0) lead -= 1;
  return lead;
};

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');

const wrongBytes = (file: string, bytes: Uint8Array): Decoded => {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const at = firstWrongByte(bytes);
  const start = lenient.decode(bytes.subarray(0, at)).length;
  const found = isUtf16 ? 'it looks like UTF-16' : `the byte 0x${hex(bytes[at] ?? 0, 2)} is out of place`;
  return { text: lenient.decode(bytes), diagnostics: [invalidUtf8({ found }, { file, start, end: start + 1 })] };
};

const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const controlCharacters = (file: string, text: string): readonly Diagnostic[] => {
  const at = text.search(control);
  if (at === -1) return [];
  return [controlCharacter({ name: `U+${hex(text.charCodeAt(at), 4)}` }, { file, start: at, end: at + 1 })];
};

/** Reads a source file's bytes as strict UTF-8. */
export const decode = (file: string, bytes: Uint8Array): Decoded => {
  if (bytes.length > limitMiB * mebibyte) {
    const megabytes = (bytes.length / mebibyte).toFixed(1);
    return { diagnostics: [fileTooLarge({ megabytes, limit: limitMiB }, { file, start: 0, end: 0 })] };
  }
  const text = strictText(bytes);
  return text === undefined ? wrongBytes(file, bytes) : { text, diagnostics: controlCharacters(file, text) };
};
