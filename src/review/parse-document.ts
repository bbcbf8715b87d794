import type { ReviewDocument } from './document.ts';
import { reviewSchema } from './schema.ts';

/** No review is larger: 10,000 changed checks take about a half of it. */
export const mostDocumentBytes = 64 * 1024 * 1024;

/** No review nests deeper than about a dozen; a parser must not be led further. */
const mostDepth = 40;

const isTooDeep = (text: string): boolean => {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (inString) {
      if (letter === '\\') at += 1;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === '{' || letter === '[') {
      depth += 1;
      if (depth > mostDepth) return true;
    } else if (letter === '}' || letter === ']') depth -= 1;
  }
  return false;
};

const json = (text: string): { readonly data: unknown } | undefined => {
  try {
    return { data: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

/** What the schema cannot say. */
const contradiction = ({ environments, estate }: ReviewDocument): string | undefined => {
  const names = environments.map(({ environment }) => environment);
  if (names.length === 0) return 'it is of no environment';
  if (new Set(names).size < names.length) return 'an environment stands in it twice';
  const isOff = environments.some(({ environment, plan }) => plan.environment !== environment || plan.estate !== estate);
  return isOff ? 'a plan in it is of something else' : undefined;
};

/** Reads a review that somebody hands over, who may mean harm; a text says why it is none. */
export const parseDocument = (text: string): ReviewDocument | string => {
  if (text.length > mostDocumentBytes) return 'it is too large';
  if (isTooDeep(text)) return 'it nests too deep';
  const read = json(text);
  if (read === undefined) return 'it is not JSON';
  const parsed = reviewSchema.safeParse(read.data);
  if (parsed.success) return contradiction(parsed.data) ?? parsed.data;
  const [issue] = parsed.error.issues;
  return `${issue?.path.map(String).join('.').slice(0, 200) || 'it'}: ${issue?.message.slice(0, 200) ?? 'it has another shape'}`;
};
