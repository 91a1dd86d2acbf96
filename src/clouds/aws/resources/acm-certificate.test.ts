import type { CertificateSummary } from '@aws-sdk/client-acm';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { acmCertificate } from './acm-certificate.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const CertificateArn = 'arn:aws:acm:eu-west-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab';
const item: CertificateSummary = {
  ...{ CertificateArn, DomainName: 'shop.northwind.example', Status: 'ISSUED', InUse: true },
  CreatedAt: new Date('2026-01-02T03:04:05Z'),
};

test('a certificate in our words', () =>
  expect(acmCertificate.normalize({ item, tags: {} }, scope)).toEqual({
    id: CertificateArn,
    name: 'shop.northwind.example',
    state: 'in-use',
    providerState: 'ISSUED',
    createdAt: '2026-01-02T03:04:05.000Z',
    tags: {},
    attributes: {},
  }));

test.each([
  ['ISSUED', 'available'],
  ['EXPIRED', 'stopped'],
  ['VALIDATION_TIMED_OUT', 'failed'],
] as const)('one of the status %s that nothing uses is %s', (Status, state) =>
  expect(acmCertificate.normalize({ item: { ...item, Status, InUse: false }, tags: {} }, scope).state).toBe(state),
);

test('one that was imported is as old as its import', () => {
  const imported = { ...item, CreatedAt: undefined, ImportedAt: new Date('2026-03-04T05:06:07Z') };
  expect(acmCertificate.normalize({ item: imported, tags: {} }, scope).createdAt).toBe('2026-03-04T05:06:07.000Z');
});
