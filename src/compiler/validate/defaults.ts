import { type DataMap, isList, isMap, own, valueAt } from '../../base/data.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { WrittenLayer } from '../definitions.ts';
import type { LoadedFile } from '../load/load.ts';
import type { Path } from '../load/document.ts';

/** A definition's own data or a `_defaults` file's, with the path where it starts in its document. */
export interface Layer {
  readonly from: 'definition' | 'default';
  readonly value: DataMap;
  readonly file: LoadedFile;
  readonly base: Path;
}

/** Lists that add up, defaults first; every other list is replaced whole. */
const adding = new Set(['overrides', 'ignore']);

const mergeValue = (key: string, below: unknown, above: unknown): unknown => {
  if (isMap(below) && isMap(above)) return mergeMaps(below, above);
  if (adding.has(key) && isList(below) && isList(above)) return [...below, ...above];
  return above;
};

const mergeMaps = (below: DataMap, above: DataMap): DataMap => {
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above))
    Object.defineProperty(merged, key, {
      value: mergeValue(key, own(below, key), value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return merged;
};

/** Later layers win key by key, down into maps. */
export const mergeLayers = (layers: readonly Layer[]): DataMap => {
  const [first, ...rest] = layers;
  return rest.reduce<DataMap>((merged, layer) => mergeMaps(merged, layer.value), first?.value ?? {});
};

interface Place {
  readonly layer: Layer;
  readonly path: Path;
  /** How many steps of the path exist there. */
  readonly depth: number;
}

const depthOf = (value: unknown, path: Path): number => {
  let at = value;
  for (const [depth, key] of path.entries()) {
    const next = typeof key === 'number' ? (isList(at) ? at[key] : undefined) : isMap(at) ? own(at, key) : undefined;
    if (next === undefined) return depth;
    at = next;
  }
  return path.length;
};

const lengthOf = (layer: Layer, key: string): number => {
  const list = own(layer.value, key);
  return isList(list) ? list.length : 0;
};

/** An index into an adding list of the merged definition, as an index into the layer that holds the item. */
const shifted = (layers: readonly Layer[], path: Path): readonly Place[] => {
  const [key, index, ...rest] = path;
  if (typeof key !== 'string' || !adding.has(key) || typeof index !== 'number')
    return layers.map((layer) => ({ layer, path, depth: depthOf(layer.value, path) }));
  let before = 0;
  return layers.map((layer) => {
    const own = [key, index - before, ...rest];
    const holds = index >= before && index < before + lengthOf(layer, key);
    before += lengthOf(layer, key);
    return { layer, path: own, depth: holds ? depthOf(layer.value, own) : 0 };
  });
};

/** The layer that decides the value at `path`: the last that has it whole, else the definition itself. */
export const placeOf = (layers: readonly Layer[], path: Path): Place | undefined => {
  const [only] = layers;
  if (only !== undefined && layers.length === 1) return { layer: only, path, depth: path.length };
  const places = shifted(layers, path);
  return places.findLast(({ depth }) => depth === path.length) ?? places.at(-1);
};

/** Every layer that has the whole `path`, weakest first. */
export const layersAt = (layers: readonly Layer[], path: Path): readonly WrittenLayer[] =>
  shifted(layers, path)
    .filter(({ depth }) => depth === path.length)
    .map(({ layer: { from, value, file, base }, path: own }) => ({
      from,
      value: valueAt(value, own),
      span: file.document.locate([...base, ...own], own.length === 0 ? 'key' : 'value'),
    }));

/** Where a value of a merged definition, or its key, was written. */
export const locateIn = (layers: readonly Layer[], path: Path, what: 'key' | 'value'): Span => {
  const place = placeOf(layers, path);
  if (place === undefined) return { file: '', start: 0, end: 0 };
  const { file, base } = place.layer;
  return file.document.locate([...base, ...place.path], path.length === 0 ? 'key' : what);
};
