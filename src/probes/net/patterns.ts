/** Characters that mean something in RE2 and in POSIX ERE alike; a backslash takes the meaning from each in both. */
const special = /[\\^$.|?*+()[{]/g;

/** An expression for exactly this text, in RE2 and in POSIX ERE. */
export const literalPattern = (text: string): string => text.replace(special, '\\$&');
