import type { ParseResult } from '../document.ts';
import { parseFull } from './full/parse-full.ts';

/** Reads a YAML file as data with places, and everything that is wrong with it. */
export const parseYaml = (file: string, text: string): ParseResult => parseFull(file, text);
