/** A map as data: it inherits nothing, so that only keys of the file can be found in it. */
export type BareMap = Record<string, unknown>;

// An object created on an empty prototype stays in V8's fast mode, which one created on null does not.
const nothing: object = Object.freeze(Object.create(null));

export const bareMap = (): BareMap => Object.create(nothing);

/** Keys that JavaScript treats specially wherever they are looked up or assigned. */
export const isReservedKey = (key: string): boolean => key === '__proto__' || key === 'constructor' || key === 'prototype';
