import { expect, test } from 'vitest';
import { roleAdvice } from './role-advice.ts';

const arn = 'arn:aws:iam::210987654321:role/CloudOptimaReadOnly';

test('both sides are told what to say', () =>
  expect(roleAdvice({ arn, caller: '123456789012', hasExternalId: true })).toBe(
    'account 210987654321 needs a role CloudOptimaReadOnly that trusts account 123456789012 with the external id of this entry, and whoever asks needs leave to assume it (sts:AssumeRole)',
  ));

test('what is not known is not made up', () =>
  expect(roleAdvice({ arn: 'no-arn', caller: undefined, hasExternalId: false })).toBe(
    'account of the role needs a role no-arn that trusts whoever CloudOptima runs as, and whoever asks needs leave to assume it (sts:AssumeRole)',
  ));
