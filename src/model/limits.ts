/** A limit in the metric's unit: the exact text that is emitted, and the double every daemon reads it as. */
export interface Bound {
  readonly text: string;
  readonly value: number;
}

/** Both ends inclusive. */
export interface Interval {
  readonly low: Bound;
  readonly high: Bound;
}

/** No value lies in it. */
export const isInverted = ({ low, high }: Interval): boolean => low.value > high.value;

/** `above`, `below` are strict; `atLeast`, `atMost` include the limit itself. */
export type OneSidedForm = 'above' | 'below' | 'atLeast' | 'atMost';
/** `outside` alerts beyond either end, `inside` from end to end inclusive. */
export type TwoSidedForm = 'outside' | 'inside';

export interface OneSided {
  readonly form: OneSidedForm;
  readonly warning?: Bound;
  readonly critical?: Bound;
  /** A raised state is kept until the value passes back over this. */
  readonly clear?: Bound;
}

export interface TwoSided {
  readonly form: TwoSidedForm;
  readonly warning?: Interval;
  readonly critical?: Interval;
}

export type LimitForm = OneSided | TwoSided;
/** All limits of one threshold; the worst state any of them gives counts. Sorted by form. */
export type Limits = readonly LimitForm[];

/** Tells the two shapes of limit forms apart. */
export const isOneSided = (form: LimitForm): form is OneSided => form.form !== 'outside' && form.form !== 'inside';

export type AlertLevel = 'warning' | 'critical';

/** Does any form set a limit for `level`? */
export const hasLevel = (limits: Limits, level: AlertLevel): boolean => limits.some((form) => form[level] !== undefined);
