import { type Decimal, printDecimal } from '../../base/decimal.ts';
import { bareNumber } from '../../diagnostics/codes/plm303-bare-number.ts';
import { inexactConversion } from '../../diagnostics/codes/plm304-inexact-conversion.ts';
import { rateMismatch } from '../../diagnostics/codes/plm308-rate-mismatch.ts';
import { unitMismatch } from '../../diagnostics/codes/plm302-unit-mismatch.ts';
import type { Diagnostic, Report } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { Bound, Interval, LimitForm, Limits } from '../../model/limits.ts';
import { type ConversionProblem, convert, parseQuantity } from '../../model/quantity.ts';
import type { Unit } from '../../model/unit.ts';

type Scalar = string | number;

export interface OneSidedText {
  readonly warning?: Scalar | undefined;
  readonly critical?: Scalar | undefined;
  readonly clear?: Scalar | undefined;
}

export interface TwoSidedText {
  readonly warning?: string | undefined;
  readonly critical?: string | undefined;
}

/** The limit forms of a threshold or an override as their author wrote them. */
export interface LimitTexts {
  readonly above?: OneSidedText | undefined;
  readonly below?: OneSidedText | undefined;
  readonly atLeast?: OneSidedText | undefined;
  readonly atMost?: OneSidedText | undefined;
  readonly inside?: TwoSidedText | undefined;
  readonly outside?: TwoSidedText | undefined;
}

export interface Measured {
  /** What is measured: a metric's id, or the threshold's own when it is for a unit. */
  readonly subject: string;
  readonly unit: Unit;
}

/** Finds where a limit was written, by form and key. */
export type LocateLimit = (form: string, key: string) => Span;

interface Reading {
  readonly measured: Measured;
  readonly report: Report;
}

interface LimitReading extends Reading {
  readonly locate: LocateLimit;
}

const families = { ratio: 'a ratio', time: 'a time', data: 'an amount of data', count: 'a count' } as const;

const exampleFor = (text: string, unit: Unit): string => {
  const short: ReadonlyMap<string, string> = new Map([
    ['seconds', 's'],
    ['bytes', 'B'],
    ['percent', '%'],
    ['milliseconds', 'ms'],
    ['minutes', 'm'],
    ['days', 'd'],
    ['hours', 'h'],
  ]);
  return `${text}${short.get(unit.name) ?? unit.name}`;
};

const complaint = (text: string, problem: ConversionProblem, { subject, unit }: Measured, span: Span): Diagnostic => {
  switch (problem.kind) {
    case 'bare':
      return bareNumber({ value: text, unit: unit.name, example: exampleFor(text, unit) }, span);
    case 'family':
      return unitMismatch({ value: text, family: families[problem.quantity], unit: unit.name, metric: subject }, span);
    case 'rate':
      return rateMismatch({ value: text, unit: unit.name, metric: subject }, span);
    case 'inexact':
      return inexactConversion({ value: text, unit: unit.name }, span);
  }
};

/** The number is the nearest IEEE double, as every daemon reads the same text. */
const boundOf = (value: Decimal): Bound => {
  const text = printDecimal(value);
  return { text, value: Number(text) };
};

/** A limit in the unit of what is measured; what cannot be converted is reported. */
export const readBound = (source: Scalar, span: () => Span, { measured, report }: Reading): Bound | undefined => {
  const quantity = parseQuantity(source);
  if (quantity === undefined) return undefined;
  const conversion = convert(quantity, measured.unit);
  if (conversion.ok) return boundOf(conversion.value);
  report(complaint(quantity.text, conversion.problem, measured, span()));
  return undefined;
};

type OneSidedForm = 'above' | 'below' | 'atLeast' | 'atMost';

const oneSided = (form: OneSidedForm, text: OneSidedText, reading: LimitReading): LimitForm => {
  const read = (key: keyof OneSidedText): Bound | undefined => {
    const source = text[key];
    return source === undefined ? undefined : readBound(source, () => reading.locate(form, key), reading);
  };
  const [warning, critical, clear] = [read('warning'), read('critical'), read('clear')];
  return { form, ...(warning && { warning }), ...(critical && { critical }), ...(clear && { clear }) };
};

const readInterval = (text: string, span: () => Span, reading: Reading): Interval | undefined => {
  const [first = '', second = ''] = text.split('..');
  const low = readBound(first, span, reading);
  const high = readBound(second, span, reading);
  return low && high && { low, high };
};

const twoSided = (form: 'inside' | 'outside', text: TwoSidedText, reading: LimitReading): LimitForm => {
  const read = (key: keyof TwoSidedText): Interval | undefined => {
    const source = text[key];
    return source === undefined ? undefined : readInterval(source, () => reading.locate(form, key), reading);
  };
  const [warning, critical] = [read('warning'), read('critical')];
  return { form, ...(warning && { warning }), ...(critical && { critical }) };
};

/** Limits in the unit of what is measured, exactly; what cannot be converted is reported and left out. */
export const linkLimits = (texts: LimitTexts, reading: LimitReading): Limits => {
  const { above, atLeast, atMost, below, inside, outside } = texts;
  return [
    ...(above ? [oneSided('above', above, reading)] : []),
    ...(atLeast ? [oneSided('atLeast', atLeast, reading)] : []),
    ...(atMost ? [oneSided('atMost', atMost, reading)] : []),
    ...(below ? [oneSided('below', below, reading)] : []),
    ...(inside ? [twoSided('inside', inside, reading)] : []),
    ...(outside ? [twoSided('outside', outside, reading)] : []),
  ];
};

const forms = ['above', 'below', 'atLeast', 'atMost', 'inside', 'outside'] as const;

/** `override` over `texts`, form by form and key by key. */
export const mergeLimitTexts = (texts: LimitTexts, override: LimitTexts): LimitTexts =>
  Object.fromEntries(
    forms.flatMap((form) => (texts[form] || override[form] ? [[form, { ...texts[form], ...override[form] }] as const] : [])),
  );
