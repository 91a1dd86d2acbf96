import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { collectionProofs, PROOFS_FILE } from '../../scripts/collection-proofs.ts';

test('the table of proofs is current, and has no empty cell', async () =>
  expect(readFileSync(PROOFS_FILE, 'utf8')).toBe(await collectionProofs()));
