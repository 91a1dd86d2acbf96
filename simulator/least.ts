import { leastOfAws } from './aws/least.ts';
import { leastOfAzure } from './azure/least.ts';
import type { Estate } from './estate/estate.ts';
import { leastOfGcp } from './gcp/least.ts';
import type { LeastCalls } from './least-calls.ts';

/**
 * The fewest calls that tell everything that was planted: the pages of every list that exists, each as long as its operation
 * allows, and the calls without which a field is missing.
 */
export const leastCalls = (estate: Estate): readonly LeastCalls[] => [
  ...leastOfAws(estate),
  ...leastOfAzure(estate),
  ...leastOfGcp(estate),
];
