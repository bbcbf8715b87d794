import type { EnvironmentReview } from '../document.ts';
import { type Finding, findingsOf } from './findings.ts';

// Escapes of GitHub's workflow commands: data, and in properties the separators as well.
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** GitHub shows ten annotations of a kind for each step, and drops the others. */
const most = 10;

const line = ({ class: worst, environment, place, title, message }: Finding, prefix: string): string => {
  const kind = worst === 'C5' || worst === 'C6' ? 'warning' : 'notice';
  const properties = [`file=${property(prefix + place.file)}`, `line=${place.line}`, `title=${property(`${title} (${environment})`)}`];
  return `::${kind} ${properties.join(',')}::${data(message)}\n`;
};

/** The ten worst changes as annotations beside their lines. `prefix` leads from the repository to the estate. */
export const githubAnnotations = (reviews: readonly EnvironmentReview[], prefix = ''): string =>
  reviews
    .flatMap(findingsOf)
    .toSorted((a, b) => (a.class < b.class ? 1 : a.class > b.class ? -1 : 0))
    .slice(0, most)
    .map((finding) => line(finding, prefix))
    .join('');
