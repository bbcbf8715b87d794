/** What a scalar can be. */
export type Scalar = string | number | boolean | null;

const canonicalNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

const exactNumber = (text: string): number | string => {
  const value = Number(text);
  return String(value) === text ? value : text;
};

/**
 * The value of a plain scalar: YAML 1.2 with nothing retyped silently. A number only when it is written the one way that JavaScript
 * writes it back (`0.10` and twenty digits stay exact texts); `yes`, `on`, dates and hours stay texts.
 */
export const resolvePlain = (text: string): Scalar => {
  switch (text) {
    case '':
    case '~':
    case 'null':
      return null;
    case 'true':
      return true;
    case 'false':
      return false;
    default:
      return canonicalNumber.test(text) ? exactNumber(text) : text;
  }
};

/** True for what YAML 1.2 reads as a number, whether {@link resolvePlain} keeps its text or not. */
export const isNumberText = (text: string): boolean => canonicalNumber.test(text);
