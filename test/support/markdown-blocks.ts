/** A fenced block of a Markdown page: the heading it stands under, the words of its info string, and its text. */
export interface Block {
  readonly heading: string;
  readonly language: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  /** Line of the page on which the fence opens. */
  readonly line: number;
}

const attributesOf = (words: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    words.map((word) => {
      const [name = '', ...value] = word.split('=');
      return [name, value.join('=')];
    }),
  );

/** Every fenced block under a `##` heading, in order. */
export const fencedBlocks = (markdown: string): readonly Block[] => {
  const blocks: Block[] = [];
  let heading = '';
  let open: (Omit<Block, 'text'> & { readonly fence: string; readonly lines: string[] }) | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = /^(`{3,})(.*)$/.exec(line);
    if (open !== undefined && fence?.[1] === open.fence && fence[2]?.trim() === '') {
      const { lines, fence: _, ...block } = open;
      blocks.push({ ...block, text: lines.map((one) => `${one}\n`).join('') });
      open = undefined;
    } else if (open !== undefined) open.lines.push(line);
    else if (fence !== null) {
      const [language = '', ...words] = (fence[2] ?? '').trim().split(/\s+/);
      open = { heading, language, attributes: attributesOf(words), line: index + 1, fence: fence[1] ?? '', lines: [] };
    } else if (line.startsWith('## ')) heading = line.slice(3).trim();
  }
  if (open !== undefined) throw new Error(`the block opened on line ${open.line} is never closed`);
  return blocks;
};

/** Every `##` heading, in order. */
export const headings = (markdown: string): readonly string[] =>
  markdown
    .replaceAll(/^(`{3,}).*\n[\s\S]*?^\1$/gm, '')
    .split('\n')
    .flatMap((line) => (line.startsWith('## ') ? [line.slice(3).trim()] : []));
