import type { CloudName } from '../../model/cloud.ts';
import { GLOBAL_REGION } from '../../model/scope.ts';

// How the clouds name regions. Which there are changes with every quarter; that a word is another cloud's doesn't.
const SHAPES: Readonly<Record<CloudName, RegExp>> = {
  // `eu-west-1`, `us-gov-west-1`
  aws: /^[a-z]{2,}(-[a-z]+)+-\d+$/,
  // `westeurope`, `eastus2`
  azure: /^[a-z]{4,}\d*$/,
  // `europe-west1`, and what lies in several: `eu`, `nam4`
  gcp: /^([a-z]+-[a-z]+\d+|us|eu|asia|[a-z]{3,4}\d+)$/,
};

/** `West Europe` and `westeurope` are one. */
export const regionWord = (word: string): string => word.replaceAll(' ', '').toLowerCase();

/** The words that may name a region of this cloud, or what lies in none. */
export const regionsOf = (cloud: CloudName, words: readonly string[]): string[] =>
  words.map(regionWord).filter((word) => word === GLOBAL_REGION || SHAPES[cloud].test(word));
