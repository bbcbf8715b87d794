const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const special =
  /["\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffd]|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])/g;

/** Most values: nothing that could be special. */
const plain = /^[ !#-[\]-~]*$/;

const escape = (unit: string): string => {
  if (/[\ud800-\udfff]/.test(unit)) return '\\ufffd';
  return escapes[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
};

/**
 * `value` as a PromQL string literal. Control characters and U+FFFD (which Prometheus takes for broken UTF-8) are escaped, so that
 * the literal survives every file format around it; half a surrogate pair, which has no bytes, becomes U+FFFD.
 */
export const quoteString = (value: string): string => `"${plain.test(value) ? value : value.replace(special, escape)}"`;

/** `value` as an RE2 expression that matches exactly it. */
export const escapeRegex = (value: string): string => value.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');

/** An RE2 expression for `=~` that matches exactly one of `values`; matchers are anchored by Prometheus itself. */
export const regexAlternatives = (values: readonly string[]): string => values.map(escapeRegex).join('|');
