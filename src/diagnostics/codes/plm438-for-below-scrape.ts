import { defineCode } from '../define-code.ts';

export const forBelowScrape = defineCode<{ check: string; lasting: string; scrape: string }>({
  code: 'PLM438',
  slug: 'for-below-scrape',
  severity: 'info',
  message: (p) => `Prometheus may tell of \`${p.check}\` after a single measurement`,
  label: (p) => `shorter than one scrape every ${p.scrape}`,
  why: (p) =>
    `a value that is scraped every ${p.scrape} counts until the next scrape, so one that is bad once lasts longer than ${p.lasting}`,
  help: (p) => `let \`for\` be longer than ${p.scrape}, or scrape more often`,
});
