import type { ResourceFacts } from '../../model/resource.ts';

export const KILL_IDS = ['111111111111', '222222222222'];

/** What exists in one of two generations: the second has other tags, one resource more and one less of every type. */
export const generation =
  (number: 1 | 2) =>
  (account: string, region: string, type: string): ResourceFacts[] =>
    Array.from({ length: 5 }, (_, index) => index + number).map((index) => ({
      id: `arn:aws:${type.replace(':', `:${region}:${account}:`)}/${index}`,
      name: `${type} ${index}`,
      state: 'running',
      tags: { Team: `team-${index}`, Generation: String(number) },
      attributes: {},
    }));
