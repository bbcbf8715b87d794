import { type ChangeClass, classes, classWords } from '../classes.ts';
import type { ReviewDocument } from '../document.ts';
import { type Finding, findingsOf } from './findings.ts';

const levels: Readonly<Record<ChangeClass, string>> = {
  C0: 'none',
  C1: 'note',
  C2: 'note',
  C3: 'note',
  C4: 'warning',
  C5: 'error',
  C6: 'error',
};

/** Half surrogates cannot stand in a URI. */
const uri = (path: string): string =>
  path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');

/** `[text](place)` is a link even in a plain message (SARIF 2.1.0, 3.11.6). */
const withoutLinks = (text: string): string => text.replaceAll('](', '] (');

const resultOf = ({ class: worst, environment, place, message }: Finding, prefix: string) => ({
  ruleId: worst,
  ruleIndex: classes.indexOf(worst),
  level: levels[worst],
  message: { text: withoutLinks(`${environment}: ${message}`) },
  locations: [
    {
      physicalLocation: {
        artifactLocation: { uri: uri(prefix + place.file) },
        region: { startLine: place.line, startColumn: place.column },
      },
    },
  ],
});

/** SARIF 2.1.0 of the changes that more than the author must agree to, a rule for each class. */
export const sarifReport = ({ compiler, environments }: ReviewDocument, prefix = ''): string => {
  const rules = classes.map((id) => ({ id, shortDescription: { text: classWords[id] }, defaultConfiguration: { level: levels[id] } }));
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'plimsoll diff', version: compiler, rules } },
        results: environments.flatMap(findingsOf).map((finding) => resultOf(finding, prefix)),
      },
    ],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
};
