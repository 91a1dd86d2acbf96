/** A tree of elements. An array repeats its element; `undefined` leaves it out; `[]` writes nothing. */
export interface Xml {
  readonly [element: string]: XmlValue;
}

export type XmlValue = string | number | bigint | boolean | Date | undefined | Xml | readonly XmlValue[];

/** The document with one root element. */
export function xmlDocument(root: string, namespace: string | undefined, content: XmlValue): string {
  const attribute = namespace === undefined ? '' : ` xmlns="${escaped(namespace)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${written(content)}</${root}>`;
}

function written(value: XmlValue): string {
  if (value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return escaped(String(value));
  if (Array.isArray(value)) throw new TypeError('a list needs the name of the element that it repeats');
  return Object.entries(value)
    .map(([name, inner]) => elements(name, inner))
    .join('');
}

function elements(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((member: XmlValue) => elements(name, member)).join('');
  const text = written(value);
  return text === '' ? `<${name}/>` : `<${name}>${text}</${name}>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters are not allowed in XML 1.0, and tags may not hold them either. */
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
