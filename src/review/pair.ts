import type { Check } from '../model/model.ts';
import type { Side } from './side.ts';

/** One check on both sides. */
export interface Pair {
  readonly before: { readonly check: Check; readonly side: Side };
  readonly after: { readonly check: Check; readonly side: Side };
}
