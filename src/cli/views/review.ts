import type { ReviewDocument } from '../../review/document.ts';
import type { Decision } from '../../review/gate.ts';
import { printJson } from '../../diagnostics/render/json.ts';
import { githubAnnotations } from '../../review/report/github.ts';
import { htmlReport } from '../../review/report/html.ts';
import { humanReport } from '../../review/report/human.ts';
import { markdownReport } from '../../review/report/markdown.ts';
import { sarifReport } from '../../review/report/sarif.ts';
import type { ReviewFormat } from '../review-formats.ts';

export interface ReviewView {
  readonly document: ReviewDocument;
  /** In the order of the environments. */
  readonly decisions?: readonly Decision[];
  /** Leads from the repository to the estate. */
  readonly prefix: string;
  /** URL of a file on the code host, before its path; its lines are `#L` and the number. */
  readonly link?: string;
}

/** A path in a URL; half surrogates cannot stand in one, and what means something to Markdown is better not there. */
const pathUrl = (path: string): string =>
  encodeURIComponent(path.replace(/\p{Cs}/gu, '\ufffd'))
    .replaceAll('%2F', '/')
    .replace(/[!'()*_~]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/** A job summary holds 1 MiB; a comment, which holds less, is of one environment. */
const mostTogether = 1_000_000;

/** How a place is linked, where that is known. */
export const linkOf = ({ link, prefix }: Pick<ReviewView, 'link' | 'prefix'>) =>
  link === undefined
    ? {}
    : {
        link: ({ file, line }: { file: string; line: number }) => `${link}${pathUrl(prefix + file)}#L${line}`,
      };

const markdownText = (view: ReviewView): string => {
  const { document, decisions } = view;
  const most = Math.min(60_000, Math.floor(mostTogether / document.environments.length));
  return document.environments
    .map((review, at) => {
      const decision = decisions?.[at];
      return markdownReport(document, review, { ...linkOf(view), most, ...(decision === undefined ? {} : { decision }) });
    })
    .join('\n');
};

/** A review in one of its formats. */
export const reviewText = (view: ReviewView, format: ReviewFormat): string => {
  const { document, decisions, prefix } = view;
  const { environments } = document;
  switch (format) {
    case 'human':
      return environments.map((review, at) => humanReport(review, decisions?.[at])).join('\n');
    case 'markdown':
      return markdownText(view);
    case 'html':
      return htmlReport(document, decisions);
    case 'json':
      return printJson({ ...document, ...(decisions === undefined ? {} : { decisions }) });
    case 'github':
      return githubAnnotations(environments, prefix);
    case 'sarif':
      return sarifReport(document, prefix);
  }
};
