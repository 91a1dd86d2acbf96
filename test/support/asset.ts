import type { Asset } from '../../src/clouds/gcp/assets.ts';

/** An asset with the fields that every one has; the type is its collector's. */
export const assetOf = <Data extends object>(data: Data, changes: Partial<Omit<Asset, 'data'>> = {}): Asset<Data> => ({
  name: '//compute.googleapis.com/projects/atlas/zones/europe-west1-b/things/web',
  assetType: 'compute.googleapis.com/Thing',
  project: 'projects/123',
  location: 'europe-west1-b',
  ...changes,
  data,
});

export const compute = (path: string): string => `https://www.googleapis.com/compute/v1/projects/atlas/${path}`;
export const full = (path: string): string => `//compute.googleapis.com/projects/atlas/${path}`;
