import type { YamlMap } from '../yaml-writer.ts';
import { clock } from './minutes.ts';
import type { Interval, NamedInterval } from './time-intervals.ts';

const span = ({ from, to }: { from: number; to: number }): string => (from === to ? String(from) : `${from}:${to}`);

/** Every hour of every day, spelled out: an interval without any field would leave the reader guessing. */
const always: Interval['times'] = [{ from: 0, to: 1440 }];

const isEmpty = (interval: Interval): boolean => Object.keys(interval).length === 0;

const printInterval = (interval: Interval): YamlMap => {
  const times = isEmpty(interval) ? always : interval.times;
  const { weekdays, daysOfMonth, months, years, location } = interval;
  return {
    times: times?.map(({ from, to }) => ({ start_time: clock(from), end_time: clock(to) })),
    weekdays,
    days_of_month: daysOfMonth === undefined ? undefined : [span(daysOfMonth)],
    months: months?.map(String),
    years: years?.map(span),
    location,
  };
};

export const printNamedInterval = ({ name, intervals }: NamedInterval): YamlMap => ({
  name,
  time_intervals: intervals.map(printInterval),
});
