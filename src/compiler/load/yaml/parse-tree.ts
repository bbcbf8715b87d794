import type { ParseResult } from '../document.ts';
import { parseFull } from './full/parse-full.ts';

/** Reads YAML, or JSON as a part of it, whose root may be anything. */
export const parseTree = (file: string, text: string): ParseResult => parseFull(file, text, 'any');
