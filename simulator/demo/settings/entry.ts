import type { CloudName } from '../../estate/estate.ts';

/** One entry under `accounts:`. What is undefined is left out. */
export interface Entry {
  readonly cloud: CloudName;
  readonly name: string | undefined;
  readonly [key: string]: string | Readonly<Record<string, string>> | undefined;
}

/** The lines of an entry in YAML; JSON's strings are YAML's, too. */
export const entryLines = ({ cloud, ...rest }: Entry): readonly string[] => [
  `  - cloud: ${cloud}`,
  ...Object.entries(rest).flatMap(([key, value]) =>
    value === undefined ? [] : `    ${key}: ${JSON.stringify(value)}`,
  ),
];
