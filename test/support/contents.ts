import type { Resource } from '../../src/model/resource.ts';

/** Where a resource lies, and what is known of it, but for when it was read. */
export interface PlacedResource extends Pick<Resource, 'cloud' | 'account' | 'region' | 'type'> {
  readonly fingerprint: string;
}

/** By their ids. */
export type Contents = ReadonlyMap<string, PlacedResource>;

export const contentsById = (rows: readonly Resource[]): Contents =>
  new Map(
    rows.map((row) => {
      const { id, cloud, account, region, type } = row;
      const fingerprint = JSON.stringify({ ...row, lastSeen: '', lastUpdated: '' });
      return [id, { cloud, account, region, type, fingerprint }];
    }),
  );
