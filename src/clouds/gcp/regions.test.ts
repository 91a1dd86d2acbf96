import { expect, test } from 'vitest';
import { isInZones, isWithin, regionOf } from './regions.ts';

test.each([
  ['europe-west1-b', 'europe-west1'],
  ['us-central1', 'us-central1'],
  ['us-central1-ai1a', 'us-central1'],
  ['northamerica-northeast2-a', 'northamerica-northeast2'],
  ['US', 'us'],
  ['nam4', 'nam4'],
  ['global', 'global'],
  ['', undefined],
  [undefined, undefined],
])('%s lies in %s', (location, region) => expect(regionOf(location)).toBe(region));

test.each([
  ['europe-west1', ['europe-west1'], true],
  ['us-central1', ['europe-west1'], false],
  ['global', ['europe-west1'], true],
  ['eu', ['europe-west1'], true],
  [undefined, ['europe-west1'], true],
  ['us-central1', undefined, true],
])('%s is within %j: %s', (region, regions, within) => expect(isWithin(region, regions)).toBe(within));

test.each([
  ['europe-west1-b', ['europe-west1-b'], true],
  ['EUROPE-WEST1-B', ['europe-west1-b'], true],
  ['europe-west1-c', ['europe-west1-b'], false],
  ['europe-west1', ['europe-west1-b'], true],
  [undefined, ['europe-west1-b'], true],
  ['europe-west1-c', undefined, true],
])('%s is in the zones %j: %s', (location, zones, within) => expect(isInZones(location, zones)).toBe(within));
