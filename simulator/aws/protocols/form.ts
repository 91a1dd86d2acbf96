import { AwsError } from '../service.ts';

/** The flat body of a query request, or what of it lies under a prefix such as `Filter.1.`. */
export interface Form {
  param(name: string): string | undefined;
  /** A parameter without which the operation is refused. */
  required(name: string): string;
  number(name: string): number | undefined;
  flag(name: string): boolean;
  /** `Name.1`, `Name.2`… (EC2, flattened lists) or `Name.member.1`… (query). */
  list(name: string): string[];
  /** The same for members that are structures: each is a form of its own. */
  structures(name: string): Form[];
  /** Every name with its value, without the prefix. */
  entries(): readonly (readonly [name: string, value: string])[];
}

/** Reads a body; nested names are found by their prefix. */
export function formOf(params: URLSearchParams, prefix = ''): Form {
  const names = [...params.keys()].filter((name) => name.startsWith(prefix));
  const get = (name: string) => params.get(prefix + name) ?? undefined;
  const indexed = (name: string): string[] => {
    for (const start of [`${prefix}${name}.member.`, `${prefix}${name}.`]) {
      const indexes = names
        .filter((full) => full.startsWith(start))
        .map((full) => Number(full.slice(start.length).split('.')[0]))
        .filter(Number.isInteger);
      if (indexes.length > 0) return [...new Set(indexes)].sort((a, b) => a - b).map((index) => `${start}${index}`);
    }
    return [];
  };
  return {
    param: get,
    required(name) {
      const value = get(name);
      if (value === undefined || value === '') {
        throw new AwsError('MissingParameter', `The request must contain the parameter ${prefix}${name}`);
      }
      return value;
    },
    number(name) {
      const text = get(name);
      return text === undefined ? undefined : Number(text);
    },
    flag: (name) => get(name) === 'true',
    list: (name) => indexed(name).map((full) => params.get(full) ?? ''),
    structures: (name) => indexed(name).map((full) => formOf(params, `${full}.`)),
    entries: () => names.map((name) => [name.slice(prefix.length), params.get(name) ?? ''] as const),
  };
}
