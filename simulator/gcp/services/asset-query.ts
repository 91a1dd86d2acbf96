import type { GcpResource } from '../../estate/gcp/resource.ts';
import { invalidArgument } from '../errors.ts';

type Test = (resource: GcpResource) => boolean;

/**
 * The part of Asset Inventory's query language that a collector of resources needs: state, labels, location, names and
 * times, with NOT and alternatives. What lies beyond is refused, not guessed at.
 */
export function assetQuery(text: string): Test {
  const tests = termsOf(text).map(termTest);
  return (resource) => tests.every((test) => test(resource));
}

interface Term {
  readonly negated: boolean;
  readonly field: string;
  readonly operator: string;
  readonly value: string;
}

const term = /\s*(?:AND\s+)?(NOT\s+|-)?([A-Za-z][\w.-]*)\s*(>=|<=|:|=|>|<)\s*(\([^)]*\)|"[^"]*"|[^\s()]+)/y;

function termsOf(text: string): readonly Term[] {
  const terms: Term[] = [];
  term.lastIndex = 0;
  while (term.lastIndex < text.trimEnd().length) {
    const at = term.lastIndex;
    const found = term.exec(text);
    if (!found) throw invalidArgument(`The simulator can't read the query from «${text.slice(at)}»`);
    const [, not, field = '', operator = '', value = ''] = found;
    terms.push({ negated: not !== undefined, field, operator, value });
  }
  return terms;
}

function termTest({ negated, field, operator, value }: Term): Test {
  const alternatives = value.startsWith('(') ? value.slice(1, -1).split(/\s+OR\s+/) : [value];
  const tests = alternatives.map((one) => fieldTest(field, operator, one.trim().replace(/^"(.*)"$/, '$1')));
  return (resource) => tests.some((test) => test(resource)) !== negated;
}

const texts: Readonly<Record<string, (resource: GcpResource) => readonly string[]>> = {
  name: ({ id }) => [id],
  displayName: ({ name = '' }) => [name],
  assetType: ({ type }) => [type],
  location: ({ detail }) => [detail.location],
  state: ({ detail }) => (detail.state === undefined ? [] : [detail.state]),
  project: ({ account }) => [account],
  networkTags: ({ detail }) => detail.networkTags ?? [],
  labels: ({ tags }) => Object.entries(tags).flat(),
};

const times: Readonly<Record<string, (resource: GcpResource) => Date>> = {
  createTime: ({ createdAt }) => createdAt,
  updateTime: ({ detail }) => detail.updatedAt,
};

function fieldTest(field: string, operator: string, value: string): Test {
  const label = /^labels\.(.+)$/.exec(field)?.[1];
  if (label !== undefined) return labelTest(label, operator, value);
  const time = times[field];
  if (time) return timeTest(time, operator, value);
  const text = texts[field];
  if (!text || (operator !== ':' && operator !== '='))
    throw invalidArgument(`Invalid query term: ${field}${operator}${value}`);
  return (resource) => text(resource).some((one) => (operator === '=' ? one === value : hasWord(one, value)));
}

function labelTest(key: string, operator: string, value: string): Test {
  if (operator !== ':' && operator !== '=')
    throw invalidArgument(`Invalid query term: labels.${key}${operator}${value}`);
  return ({ tags }) => {
    const own = tags[key];
    if (own === undefined) return false;
    return operator === '=' ? own === value : value === '*' || hasWord(own, value);
  };
}

function timeTest(time: (resource: GcpResource) => Date, operator: string, value: string): Test {
  const wanted = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
  if (Number.isNaN(wanted)) throw invalidArgument(`Invalid time: ${value}`);
  return (resource) => {
    const own = Math.floor(time(resource).getTime() / 1000) * 1000;
    if (operator === '>') return own > wanted;
    if (operator === '>=') return own >= wanted;
    if (operator === '<') return own < wanted;
    if (operator === '<=') return own <= wanted;
    return own === wanted;
  };
}

/** Words are looked for in any order and case; one that ends in a star is the beginning of a word. */
function hasWord(text: string, wanted: string): boolean {
  const words = text.toLowerCase().split(/[^a-z0-9]+/);
  return wanted
    .toLowerCase()
    .split(/[^a-z0-9*]+/)
    .filter(Boolean)
    .every((one) => words.some((word) => (one.endsWith('*') ? word.startsWith(one.slice(0, -1)) : word === one)));
}
