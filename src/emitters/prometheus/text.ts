/** Text for people with holes that Prometheus fills when it sends an alert. */
export type Text = readonly Part[];

export type Part =
  /** Shown exactly as it is, whatever it holds. */
  | string
  | { readonly kind: 'value' }
  | { readonly kind: 'label'; readonly name: string }
  /** ` on <label>`, or nothing when the alert does not carry the label. */
  | { readonly kind: 'where'; readonly name: string }
  /** The text of the case that lists the label's value, else of the last. */
  | { readonly kind: 'cases'; readonly name: string; readonly cases: readonly Case[]; readonly otherwise: string };

export interface Case {
  readonly values: readonly string[];
  readonly text: string;
}

export type Labels = Readonly<Record<string, string>>;

/** Only `{{` opens an action. A brace at the end is escaped too: what follows may begin with one. */
const inert = (text: string): string => (text.includes('{') ? text.replace(/\{{2,}|\{$/g, (braces) => `{{ "${braces}" }}`) : text);

const templateOfCases = (name: string, cases: readonly Case[], otherwise: string): string => {
  const branches = cases.map(({ values, text }, i) => {
    const wanted = values.map((value) => JSON.stringify(value)).join(' ');
    return `{{ ${i === 0 ? '' : 'else '}if eq $labels.${name} ${wanted} }}${inert(text)}`;
  });
  return cases.length === 0 ? inert(otherwise) : `${branches.join('')}{{ else }}${inert(otherwise)}{{ end }}`;
};

const templateOf = (part: Part): string => {
  if (typeof part === 'string') return inert(part);
  switch (part.kind) {
    case 'value':
      // Go prints 1234567 as 1.234567e+06 and 0.1+0.2 with all its digits; nobody should have to read that at night.
      return '{{ printf "%.12g" $value }}';
    case 'label':
      return `{{ $labels.${part.name} }}`;
    case 'where':
      return `{{ with $labels.${part.name} }} on {{ . }}{{ end }}`;
    case 'cases':
      return templateOfCases(part.name, part.cases, part.otherwise);
  }
};

/** The Go template that Prometheus expands. */
export const toTemplate = (text: Text): string => text.reduce<string>((all, part) => all + templateOf(part), '');

const expansionOf = (part: Part, labels: Labels, value: string): string => {
  if (typeof part === 'string') return part;
  switch (part.kind) {
    case 'value':
      return value;
    case 'label':
      return labels[part.name] ?? '';
    case 'where':
      return labels[part.name] === undefined ? '' : ` on ${labels[part.name]}`;
    case 'cases':
      return part.cases.find(({ values }) => values.includes(labels[part.name] ?? ''))?.text ?? part.otherwise;
  }
};

/** What Prometheus makes of {@link toTemplate} for an alert with these labels; `value` as {@link printValue} gives it. */
export const expand = (text: Text, labels: Labels, value: string): string =>
  text.reduce<string>((all, part) => all + expansionOf(part, labels, value), '');

const digits = 12;

/** JavaScript rounds a tie up, Go to even. A hundred digits tell a tie from a number near one. */
const roundTie = (value: number): string => {
  const [mantissa = '', exponent = '0'] = value.toExponential(99).split('e');
  const kept = mantissa.slice(0, digits + 1);
  const isTie = /^50*$/.test(mantissa.slice(digits + 1)) && Number(kept.slice(-1)) % 2 === 0;
  return isTie ? `${kept}e${exponent}` : value.toExponential(digits - 1);
};

const plainDigits = (mantissa: string, exponent: number): string => {
  const all = mantissa.replace('.', '');
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${all}`;
  return all.length <= exponent + 1 ? all.padEnd(exponent + 1, '0') : `${all.slice(0, exponent + 1)}.${all.slice(exponent + 1)}`;
};

/** Text that says the same in both languages: few digits, no exponent. */
const isShort = (text: string): boolean => text.length <= digits && /^-?\d+(?:\.\d+)?$/.test(text) && !/^-?0\.0000/.test(text);

/** `value` as Go's `%.12g` prints it. */
export const printValue = (value: number): string => {
  const text = Object.is(value, -0) ? '-0' : String(value);
  if (isShort(text)) return text;
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [mantissa = '', power = '0'] = roundTie(Math.abs(value)).split('e');
  const short = mantissa.replace(/\.?0+$/, '');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < digits) return `${sign}${plainDigits(short, exponent)}`;
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${sign}${short}e${exponent < 0 ? '-' : '+'}${size}`;
};
