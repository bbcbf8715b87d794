/**
 * Text of an author as a code span: no markup, mention, link, reference or comment in it means anything, and nothing in it turns
 * direction or hides. At most `most` characters, cut ones marked with `…`.
 *
 * @example
 * codeSpan('<b>@all</b> `x` | y', 40); // '`<b>@all</b> ′x′ \\| y`'
 */
export const codeSpan = (text: string, most: number): string => {
  const plain = text
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replaceAll('`', '′')
    .trim();
  const letters = [...plain];
  const cut = letters.length > most ? `${letters.slice(0, most).join('').trimEnd()}…` : plain;
  if (cut === '') return '';
  // A backslash before the bar that ends a cell would take its meaning away.
  return `\`${cut.replaceAll('|', '\\|')}${cut.endsWith('\\') ? ' ' : ''}\``;
};
