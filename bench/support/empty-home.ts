import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from '../benchmark.ts';

/** A home in which nothing is yet. */
export const emptyHome = ({ temporary }: Pick<Bench, 'temporary'>): Promise<string> =>
  mkdtemp(join(temporary, 'home-'));
