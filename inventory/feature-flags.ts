/** A feature that is switched on for a share of the visitors. The page servers count every request that takes its path. */
export interface FeatureFlag {
  /** As it is called in the code, in snake_case. */
  readonly name: string;
  readonly title: string;
  /** What was hoped for, and what would be lost with it. */
  readonly why: string;
  /** Share of failed requests that is more than the code it replaces ever had. */
  readonly failures: { readonly warning: `${number}%`; readonly critical: `${number}%`; readonly basis: string };
  /** How long the counter may stay away before somebody looks. */
  readonly heardWithin: '10m' | '30m' | '2h';
  readonly silence: string;
}

export const featureFlags: readonly FeatureFlag[] = [
  {
    name: 'chunked_upload',
    title: 'Uploads in chunks',
    why: 'Resumes an upload after a lost connection. Live for 60% since 2026-10-12; a photo that fails here is a photo nobody ever sees.',
    failures: { warning: '1.5%', critical: '4%', basis: 'the old form failed for 1.2% in September 2026, mostly on phones in trains' },
    heardWithin: '10m',
    silence: 'Even at 05:00 there are forty uploads in ten minutes, so silence means that the old form serves everybody again.',
  },
  {
    name: 'endless_scroll',
    title: 'Albums without pages',
    why: 'Loads the next row while one scrolls; brought 18% more photos per visit in the trial, and a third more reads per shard.',
    failures: {
      warning: '0.5%',
      critical: '2%',
      basis: 'a failed row ends the album early, and 0.3% of visitors already report that as missing photos',
    },
    heardWithin: '10m',
    silence:
      'Every fifth page view takes this path. No count for ten minutes has only ever been a page server that could not write its drop file.',
  },
  {
    name: 'similar_photos',
    title: 'Similar photos under a photo',
    why: 'Asks the search cluster once per photo page. It must lose against the page itself: the row is left out when search is slow.',
    failures: {
      warning: '5%',
      critical: '15%',
      basis: 'an empty row costs nothing, and at 15% the time-outs begin to hold page workers (load test of 2026-08-20)',
    },
    heardWithin: '30m',
    silence:
      'The row is off while the index is rebuilt, which takes 25 minutes; longer than that and somebody forgot to switch it back on.',
  },
  {
    name: 'film_scans',
    title: 'Import of film scans',
    why: 'Takes TIFF files of 200 MB from eleven labs. Few requests, but each holds an image worker for a minute.',
    failures: { warning: '10%', critical: '25%', basis: 'one bad roll is 3 of 36 frames; above 10% it is the decoder, not the film' },
    heardWithin: '2h',
    silence: 'The labs deliver at least once in two hours during their working day, by contract.',
  },
];

/** `chunked_upload` as ids are written: `chunked-upload`. */
export const flagId = (flag: FeatureFlag): string => flag.name.replaceAll('_', '-');
