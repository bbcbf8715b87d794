import type { NativeComplaint } from '../contract.ts';

/** Schemas and expressions of finished files. */
export const selfCheck = (_path: string, _text: string): readonly NativeComplaint[] => [];
