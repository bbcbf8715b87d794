export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/** Minutes of one day: `from` 0..1439, `to` 1..1440, `from < to`. A range across midnight is already split. */
export interface MinuteRange {
  readonly from: number;
  readonly to: number;
}

/** Calendar days, inclusive. Without a year they recur every year. */
export interface DateRange {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

export interface CalendarDay {
  readonly year?: number;
  /** 1..12 */
  readonly month: number;
  /** 1..31 */
  readonly day: number;
}

/** Hours of the listed weekdays, in the listed months and dates only when given. Rules of a schedule add up. */
export interface ScheduleRule {
  readonly days: readonly Weekday[];
  readonly ranges: readonly MinuteRange[];
  /** 1..12, sorted; absent means every month. */
  readonly months?: readonly number[];
  /** Absent means every date. */
  readonly dates?: readonly DateRange[];
}

/** On these dates the rules do not count; only `ranges` do. Empty ranges: never. */
export interface ScheduleException {
  readonly dates: readonly DateRange[];
  readonly ranges: readonly MinuteRange[];
  readonly why?: string;
}

/** Named hours in one time zone. */
export interface Schedule {
  readonly id: string;
  readonly why: string;
  /** IANA zone, such as `Europe/Berlin`. */
  readonly zone: string;
  readonly rules: readonly ScheduleRule[];
  readonly exceptions: readonly ScheduleException[];
}
