import { parseDuration } from '../../model/duration.ts';
import { prometheusDuration } from '../prometheus-duration.ts';

/** A duration of the settings as Prometheus prints it. */
export const canonical = (text: string): string => prometheusDuration(parseDuration(text) ?? 60_000);
