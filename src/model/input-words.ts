import type * as z from 'zod';
import { didYouMean } from './did-you-mean.ts';

type Issue = z.core.$ZodIssue;

/** `accounts[3].name`: where in the input something is. */
export const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    '',
  );

/** What stands at the path, or undefined. */
export const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );

const kindOf = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};

/** A value as shown in a message: its kind, and its beginning when it is short text or a number. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return kindOf(value);
}

const found = (value: unknown): string => {
  const kind = kindOf(value);
  return typeof value === 'object' || value === undefined ? kind : `${kind} ${shown(value)}`;
};

const list = (values: readonly unknown[]): string => values.map((value) => String(value)).join(', ');

function inside(issue: z.core.$ZodIssueInvalidUnion): Issue | undefined {
  // The branch that got furthest knows best what was meant.
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map(({ path }) => path.length));
  const branches = issue.errors.filter((errors) => depth(errors) > 0).sort((a, b) => depth(b) - depth(a));
  return branches[0]?.[0];
}

/** One issue as a sentence that names the place, what is wrong there and what would be right. */
export function issueWords(
  issue: Issue,
  input: unknown,
  keysAt: (path: readonly PropertyKey[]) => readonly string[],
): string {
  const place = pathOf(issue.path);
  const at = place === '' ? '' : `${place}: `;
  const value = valueAt(input, issue.path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysAt(issue.path);
      const [key = ''] = issue.keys;
      const hint = didYouMean(key, known) || (known.length > 0 ? ` Known: ${list(known)}.` : '');
      return `${pathOf([...issue.path, key.slice(0, 100)])} is not known.${hint}`;
    }
    case 'invalid_type':
      return value === undefined
        ? `${place === '' ? 'A value' : place} is required (${issue.expected}).`
        : `${at}expected ${issue.expected}, found ${found(value)}.`;
    case 'invalid_value': {
      const hint = typeof value === 'string' ? didYouMean(value, issue.values.map(String)) : '';
      return `${at}expected ${issue.values.length > 1 ? 'one of ' : ''}${list(issue.values)}, found ${found(value)}.${hint}`;
    }
    case 'invalid_union': {
      const deeper = inside(issue);
      if (deeper) return issueWords({ ...deeper, path: [...issue.path, ...deeper.path] }, input, keysAt);
      return `${at}${issue.message === 'Invalid input' ? `found ${found(value)}, which is none of the accepted forms` : issue.message}.`;
    }
    default:
      return `${at}${issue.message.replace(/\.$/, '')}, found ${found(value)}.`;
  }
}
