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

/** How a place is linked, where that is known. */
export const linkOf = ({ link, prefix }: Pick<ReviewView, 'link' | 'prefix'>) =>
  link === undefined
    ? {}
    : {
        link: ({ file, line }: { file: string; line: number }) =>
          `${link}${encodeURI(prefix + file).replace(/[()[\]|]/g, encodeURIComponent)}#L${line}`,
      };

/** A review in one of its formats. */
export const reviewText = (view: ReviewView, format: ReviewFormat): string => {
  const { document, decisions, prefix } = view;
  const { environments } = document;
  switch (format) {
    case 'human':
      return environments.map((review, at) => humanReport(review, decisions?.[at])).join('\n');
    case 'markdown':
      return environments
        .map((review, at) => {
          const decision = decisions?.[at];
          return markdownReport(document, review, { ...linkOf(view), ...(decision === undefined ? {} : { decision }) });
        })
        .join('\n');
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
