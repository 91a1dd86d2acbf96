import { expect, test } from 'vitest';
import { keptId } from './kept-id.ts';

test.each([
  ['/subscriptions/4D7A/resourceGroups/RG-Shop', '/subscriptions/4d7a/resourcegroups/rg-shop'],
  ['arn:aws:s3:::Bucket', 'arn:aws:s3:::Bucket'],
  ['//storage.googleapis.com/Bucket', '//storage.googleapis.com/Bucket'],
  ['Web-1', 'Web-1'],
])('%s is kept as %s', (id, kept) => expect(keptId(id)).toBe(kept));
