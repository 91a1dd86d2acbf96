import { expect, test } from 'vitest';
import { CLOUDS } from '../../model/cloud.ts';
import { regionsOf } from './region-words.ts';

test.each([
  ['eu-west-1', ['aws']],
  ['us-gov-west-1', ['aws']],
  ['eu-isoe-west-1', ['aws']],
  ['westeurope', ['azure']],
  ['West Europe', ['azure']],
  ['eastus2', ['azure']],
  ['europe-west1', ['gcp']],
  ['northamerica-northeast2', ['gcp']],
  ['eu', ['gcp']],
  // A zone is in the settings of an entry, and narrows no request.
  ['europe-west1-b', []],
  ['global', ['aws', 'azure', 'gcp']],
])('%s may be a region of %j', (word, clouds) =>
  expect(CLOUDS.filter((cloud) => regionsOf(cloud, [word]).length > 0)).toEqual(clouds),
);
