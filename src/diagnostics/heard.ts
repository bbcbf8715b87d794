import type { Diagnostic, Report } from './diagnostic.ts';

/** What was made, and what was reported while it was. */
export interface Heard<T> {
  readonly made: T;
  readonly found: readonly Diagnostic[];
}

const silence: readonly Diagnostic[] = [];

/** Keeps what `make` reports, so that it can be told again whenever what it made is used. */
export const heard = <T>(make: (report: Report) => T): Heard<T> => {
  const found: Diagnostic[] = [];
  const made = make((diagnostic) => found.push(diagnostic));
  return { made, found: found.length === 0 ? silence : found };
};

/** Tells what was found, and gives what was made. */
export const tell = <T>({ made, found }: Heard<T>, report: Report): T => {
  found.forEach(report);
  return made;
};
