import { inflateSync } from 'node:zlib';

/** A picture: 8 bits a channel, red, green and blue of each point from the top left on. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** `#rrggbb` of a point. */
  readonly at: (x: number, y: number) => string;
}

const paeth = (a: number, b: number, c: number): number => {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
};

const predicted = (filter: number, [a, b, c]: readonly [number, number, number]): number =>
  filter === 1 ? a : filter === 2 ? b : filter === 3 ? (a + b) >> 1 : filter === 4 ? paeth(a, b, c) : 0;

/** Undoes the filters of PNG (W3C, section 9) line by line. */
const unfiltered = (raw: Uint8Array, stride: number, size: number): Uint8Array => {
  const height = raw.length / (stride + 1);
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < size ? 0 : (out[at - size] ?? 0);
      const up = y === 0 ? 0 : (out[at - stride] ?? 0);
      const corner = x < size || y === 0 ? 0 : (out[at - stride - size] ?? 0);
      out[at] = ((raw[y * (stride + 1) + 1 + x] ?? 0) + predicted(filter, [left, up, corner])) & 255;
    }
  }
  return out;
};

/** Reads a PNG of 8 bits a channel, in colours, not interlaced: what Chromium writes. */
export const readPng = (file: Buffer): Picture => {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const [depth, colours, interlaced] = [file[24], file[25], file[28]];
  if (depth !== 8 || interlaced !== 0 || (colours !== 2 && colours !== 6)) throw new Error('a PNG of another kind');
  const data: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at))
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  const size = colours === 6 ? 4 : 3;
  const points = unfiltered(inflateSync(Buffer.concat(data)), width * size, size);
  const at = (x: number, y: number): string => {
    const from = (y * width + x) * size;
    return `#${[...points.subarray(from, from + 3)].map((one) => one.toString(16).padStart(2, '0')).join('')}`;
  };
  return { width, height, at };
};
