import { type MinuteRange, weekdays } from '../../model/schedule.ts';
import type { CalendarHours, MissingDays } from './calendar-holes.ts';
import type { Day, Week } from './covered-hours.ts';
import { clock, complement, wholeDay } from './minutes.ts';

const weekLength = 7 * wholeDay;

/** Minutes of a week, from Monday 00:00, at which nobody hears; one that runs over Sunday's end is one. */
const weekHoles = (week: Week): readonly MinuteRange[] => {
  const holes: { from: number; to: number }[] = [];
  week.forEach((ranges, i) => {
    for (const { from, to } of complement(ranges)) {
      const start = i * wholeDay + from;
      const last = holes.at(-1);
      if (last?.to === start) last.to = i * wholeDay + to;
      else holes.push({ from: start, to: i * wholeDay + to });
    }
  });
  const [first, ...others] = holes;
  const last = others.at(-1);
  if (first?.from !== 0 || last?.to !== weekLength) return holes;
  return [...others.slice(0, -1), { from: last.from, to: weekLength + first.to }];
};

const dayName = (minute: number): string => {
  const name = weekdays[Math.floor(minute / wholeDay) % 7] ?? 'monday';
  return name.slice(0, 1).toUpperCase() + name.slice(1, 3);
};

const moment = (minute: number): string => `${dayName(minute)} ${clock(minute % wholeDay)}`;

/** `Fri 17:30 to Mon 09:00`, or `Mon 12:00 to 13:00`. */
const holeWords = ({ from, to }: MinuteRange): string => {
  const isSameDay = Math.floor(from / wholeDay) === Math.floor((to - 1) / wholeDay);
  const end = isSameDay ? clock(to - Math.floor(from / wholeDay) * wholeDay) : moment(to);
  return `${moment(from)} to ${end}`;
};

const hoursWords = (minutes: number): string => {
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}h${rest === 0 ? '' : `${rest}m`}`;
};

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const dateWords = ({ year, month, day }: Day): string => `${day} ${monthNames[month - 1] ?? ''}${year === undefined ? '' : ` ${year}`}`;

const rangeWords = ({ from, to }: MinuteRange): string => `${clock(from)} to ${clock(to)}`;

const missingWords = ({ from, to, ranges }: MissingDays): string => {
  const [first, last] = [dateWords(from), dateWords(to)];
  const days = first === last ? first : `${first} to ${last}`;
  return ranges === undefined ? days : `${days} (${ranges.map(rangeWords).join(', ')})`;
};

const mostWords = 20;

const listed = (words: readonly string[]): string =>
  words.length <= mostWords ? words.join(', ') : `${words.slice(0, mostWords).join(', ')} and ${words.length - mostWords} more`;

export interface HoleWords {
  /** For a title: how much of a week, and the longest time. */
  readonly short: string;
  /** Every hole. */
  readonly full: string;
}

/** When nobody hears, in words; undefined when somebody always does. */
export const holesInWords = ({ usual, missing }: CalendarHours): HoleWords | undefined => {
  const holes = weekHoles(usual);
  const [first] = missing;
  const dates = missing.map(missingWords);
  const [longest] = [...holes].sort((a, b) => b.to - b.from - (a.to - a.from));
  if (longest === undefined) return first === undefined ? undefined : { short: `on ${missingWords(first)}`, full: `on ${listed(dates)}` };
  const total = hoursWords(holes.reduce((sum, { from, to }) => sum + to - from, 0));
  const week = holes.length === 1 && total === '168h' ? 'at any time of a usual week' : listed(holes.map(holeWords));
  return {
    short: `${total} a week, longest ${holeWords(longest)}`,
    full: dates.length === 0 ? week : `${week}; beside that on ${listed(dates)}`,
  };
};
