/** How every command ends. */
export const exitCodes = {
  /** It did what was asked, and all is well. */
  fine: 0,
  /** It did what was asked and found something wrong. */
  findings: 1,
  /** It could not do what was asked: a mistake in the command line, or in what it needs around it. */
  usage: 2,
  /** There are changes; only where `--detailed-exitcode` asks for it. */
  changes: 3,
  /** An approval is missing. */
  approval: 4,
  /** Plimsoll itself failed. */
  internal: 70,
  /** A guard says hold. */
  hold: 75,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
