import { isSameData } from './same-data.ts';

/**
 * What `make` makes of `input`, and of nothing else; perhaps what it made of the same input before. `name` is one piece's own: what another
 * piece makes never stands for it.
 */
export type Reuse = <I, O>(name: string, input: I, make: (input: I) => O) => O;

/** Where nothing is made twice. */
export const makeAnew: Reuse = (_, input, make) => make(input);

/** Remembers of each name the last input, plain data, and what was made of it. */
export const reusing = (): Reuse => {
  const known = new Map<string, { readonly input: unknown; readonly output: unknown }>();
  return <I, O>(name: string, input: I, make: (input: I) => O): O => {
    const last = known.get(name);
    if (last !== undefined && isSameData(last.input, input)) return last.output as O;
    const output = make(input);
    known.set(name, { input, output });
    return output;
  };
};
