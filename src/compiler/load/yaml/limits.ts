/** The deepest nesting of maps and lists; far beyond any definition, far below any stack. */
export const maxDepth = 64;
/** The most values that all aliases of one file may stand for. */
export const maxAliased = 100_000;
/** The longest text of the user that a message repeats. */
const longestQuote = 40;

/** `text` short enough for a message, on one line. */
export const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= longestQuote ? line : `${line.slice(0, longestQuote - 1)}…`;
};
