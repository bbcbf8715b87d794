// Everything a terminal would act on, hide or reorder: controls, bidirectional marks, zero-width and other invisible characters, odd spaces,
// half surrogates. Ordinary spaces, tabs and the ideographic space are left alone.
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?![ \u3000])\p{Zs}/gu;

const name = (character: string): string => `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;

/** `text` with each character that could deceive or be overlooked written as `<U+202E>`; tabs and line ends too. */
export const visible = (text: string): string => text.replace(hidden, name);

/** The same for text of several lines: line feeds stay. */
export const visibleLines = (text: string): readonly string[] => text.split(/\r?\n/).map(visible);

// Columns of East Asian wide and full-width characters (Unicode 15, property East_Asian_Width W and F), coarse in unassigned places.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const combining = /\p{Mn}|\p{Me}/u;

/** Terminal columns that visible text takes. */
export const columnsOf = (text: string): number => {
  let columns = 0;
  for (const character of text) columns += combining.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return columns;
};
