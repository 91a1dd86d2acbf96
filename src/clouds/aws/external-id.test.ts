import { expect, test } from 'vitest';
import { newExternalId, trustPolicy } from './external-id.ts';

test('an external id has 160 random bits, in letters that AWS takes', () => {
  const ids = Array.from({ length: 1000 }, newExternalId);
  expect(new Set(ids).size).toBe(1000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{40}$/);
});

test('the trust policy demands it', () => {
  expect(JSON.parse(JSON.stringify(trustPolicy('the-id', 'arn:aws:iam::123456789012:root')))).toMatchObject({
    Statement: [
      {
        Principal: { AWS: 'arn:aws:iam::123456789012:root' },
        Condition: { StringEquals: { 'sts:ExternalId': 'the-id' } },
      },
    ],
  });
});
