/** Final status codes; 1xx are steps on the way to one. */
export const lowest = 200;
const highest = 599;

/** `404`, `2xx` or `200-299`. */
export type StatusItem = number | string;

const endsOf = (item: StatusItem): readonly [number, number] => {
  if (typeof item === 'number') return [item, item];
  const [low, high = low] = item.replace('xx', '00').split('-').map(Number);
  return item.endsWith('xx') ? [low ?? 0, (low ?? 0) + 99] : [low ?? 0, high ?? 0];
};

/** Is it a range whose first code is the greater one? */
export const isBackwards = (item: StatusItem): boolean => {
  const [low, high] = endsOf(item);
  return low > high;
};

/** Every code that is meant, sorted. */
export const codesOf = (items: readonly StatusItem[]): readonly number[] => {
  const ranges = items.map(endsOf);
  const all = Array.from({ length: highest - lowest + 1 }, (_, i) => lowest + i);
  return all.filter((code) => ranges.some(([low, high]) => low <= code && code <= high));
};

/** The beginnings of codes that say exactly these: `2` for all of 2xx, `20` for 200 to 209. */
const prefixesOf = (codes: readonly number[]): readonly string[] => {
  const all = new Set(codes);
  const isFull = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i).every((code) => all.has(code));
  const prefixes = codes.map((code) => {
    const [hundred, ten] = [code - (code % 100), code - (code % 10)];
    if (isFull(hundred, 100)) return String(hundred / 100);
    return isFull(ten, 10) ? String(ten / 10) : String(code);
  });
  return [...new Set(prefixes)];
};

/** The plugins look for each item anywhere in the status line, so an item begins with the version of the protocol. */
export const statusLineItems = (codes: readonly number[]): string =>
  prefixesOf(codes)
    .flatMap((prefix) => ['1.0', '1.1'].map((version) => `HTTP/${version} ${prefix}`))
    .join(',');

/** MAX_INPUT_BUFFER of the plugins, less the NUL: what is longer they cut without a word. */
export const longestItems = 1023;
