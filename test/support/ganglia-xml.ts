/** A metric as gmond or gmetad shows it. */
export interface XmlMetric {
  readonly attributes: Readonly<Record<string, string>>;
  /** GROUP, TITLE, DESC, CLUSTER; a repeated one keeps the last. */
  readonly extra: Readonly<Record<string, string>>;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

const attributeValue = (raw: string): string =>
  raw.replace(/&(?:#(\d+)|([a-z]+));/g, (whole, code: string | undefined, name: string | undefined) => {
    const text = code === undefined ? entities.get(name ?? '') : String.fromCodePoint(Number(code));
    if (text === undefined) throw new Error(`unknown entity ${whole}`);
    return text;
  });

const attribute = /\s+([A-Za-z_][\w.-]*)\s*=\s*"((?:[^<&"]|&(?:#\d+|[a-z]+);)*)"/y;

const attributesOf = (text: string, tag: string): Record<string, string> => {
  const found: Record<string, string> = {};
  let at = 0;
  while (at < text.length && text.slice(at).trim() !== '') {
    attribute.lastIndex = at;
    const match = attribute.exec(text);
    if (match === null) throw new Error(`ill-formed attributes of ${tag}: ${text.slice(at, at + 80)}`);
    if (match[1] !== undefined && match[1] in found) throw new Error(`repeated attribute ${match[1]} of ${tag}`);
    found[match[1] ?? ''] = attributeValue(match[2] ?? '');
    at = attribute.lastIndex;
  }
  return found;
};

export type XmlEvent =
  | { readonly kind: 'open'; readonly tag: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'close'; readonly tag: string };

const markup = /<\?xml[^?]*\?>|<!DOCTYPE[^[>]*(?:\[[^\]]*\])?\s*>|<\/([A-Za-z_]\w*)\s*>|<([A-Za-z_]\w*)((?:[^<>"]|"[^"]*")*?)(\/?)>/y;

/** The tags of an XML document in order; throws on anything that is not well-formed, as a strict parser must. */
export const parseXml = (document: Buffer): readonly XmlEvent[] => {
  const text = document.toString('latin1');
  const forbidden = /[^\t\n\r -~\u00a0-\u00ff]/.exec(text);
  if (forbidden !== null) throw new Error(`a control character at ${forbidden.index}`);
  const events: XmlEvent[] = [];
  const open: string[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at += 1;
    if (at >= text.length) break;
    markup.lastIndex = at;
    const match = markup.exec(text);
    if (match === null) throw new Error(`ill-formed at ${at}: ${text.slice(at, at + 120)}`);
    at = markup.lastIndex;
    const [, closing, opening, attributes = '', selfClosing] = match;
    if (closing !== undefined) {
      if (open.pop() !== closing) throw new Error(`${closing} is closed but not open`);
      events.push({ kind: 'close', tag: closing });
    } else if (opening !== undefined) {
      events.push({ kind: 'open', tag: opening, attributes: attributesOf(attributes, opening) });
      if (selfClosing === '/') events.push({ kind: 'close', tag: opening });
      else open.push(opening);
    }
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} never closed`);
  if (events.length === 0) throw new Error('an empty document');
  return events;
};

/** Every metric of a document, by host and name: `worker1/queue_depth`. */
export const metricsOf = (document: Buffer): ReadonlyMap<string, XmlMetric> => {
  const metrics = new Map<string, { attributes: Readonly<Record<string, string>>; extra: Record<string, string> }>();
  let host = '';
  let current: { attributes: Readonly<Record<string, string>>; extra: Record<string, string> } | undefined;
  for (const event of parseXml(document)) {
    if (event.kind === 'close') continue;
    if (event.tag === 'HOST') host = event.attributes['NAME'] ?? '';
    if (event.tag === 'METRIC') {
      current = { attributes: event.attributes, extra: {} };
      metrics.set(`${host}/${event.attributes['NAME'] ?? ''}`, current);
    }
    if (event.tag === 'EXTRA_ELEMENT' && current !== undefined)
      current.extra[event.attributes['NAME'] ?? ''] = event.attributes['VAL'] ?? '';
  }
  return metrics;
};
