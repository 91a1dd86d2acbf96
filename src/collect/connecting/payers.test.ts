import { expect, test } from 'vitest';
import type { Payer } from '../../clouds/cloud.ts';
import { CloudError } from '../../model/errors.ts';
import { DEFAULT_SETTINGS } from '../parts.ts';
import { scaledTime } from '../testing/scaled-time.ts';
import { withoutMembers } from './payers.ts';

const ACTION = 'organizations:DescribeOrganization';

/** Who an account says that pays for it: an account, nobody else, or a refusal. */
type Says = string | undefined | 'denied';

const asked: string[] = [];
const bill = (id: string, says: Says, holds?: readonly string[]): Payer => ({
  ...{ cloud: 'aws', id, costs: { pricePerPage: '0.01', permissions: [], async *charges() {} } },
  ...(holds ? { holds } : {}),
  paidBy: {
    permission: ACTION,
    async ask() {
      asked.push(id);
      if (says !== 'denied') return says;
      throw new CloudError({ reason: 'denied', code: 'AccessDeniedException', action: ACTION, retryable: false });
    },
  },
});
const azure: Payer = { ...bill('1', '1'), cloud: 'azure' };

const left = (bills: readonly Payer[]) => {
  asked.length = 0;
  const parts = { settings: DEFAULT_SETTINGS, time: scaledTime(50) };
  return withoutMembers(bills, parts, new AbortController().signal);
};

test.each<[string, Payer[], { left: string[]; gaps?: string[]; asked: string[] }]>([
  ['one account', [bill('1', '1')], { left: ['1'], asked: [] }],
  [
    'a payer and its members',
    [bill('1', '1'), bill('2', '1'), bill('3', '1')],
    { left: ['1'], asked: ['1', '2', '3'] },
  ],
  ['members alone', [bill('2', '1'), bill('3', '1')], { left: ['2', '3'], asked: ['2', '3'] }],
  ['two payers', [bill('1', '1'), bill('2', '1'), bill('8', '8')], { left: ['1', '8'], asked: ['1', '2', '8'] }],
  [
    'accounts of no organisation',
    [bill('1', undefined), bill('2', undefined)],
    { left: ['1', '2'], asked: ['1', '2'] },
  ],
  ['a payer that knows its members', [bill('1', '1', ['2']), bill('2', 'denied')], { left: ['1'], asked: [] }],
  [
    'a stranger beside a payer that knows its members',
    [bill('1', '1', ['2']), bill('2', 'denied'), bill('9', 'denied')],
    { left: ['1', '9'], asked: ['1', '9'] },
  ],
  [
    'a payer and somebody who may be its member',
    [bill('1', '1'), bill('2', 'denied')],
    { left: ['1', '2'], gaps: ['2'], asked: ['1', '2'] },
  ],
  [
    'two of whom nobody knows anything',
    [bill('1', 'denied'), bill('2', 'denied')],
    { left: ['1', '2'], gaps: ['1', '2'], asked: ['1', '2'] },
  ],
  [
    'one of whom nobody knows anything, beside another’s member',
    [bill('1', 'denied'), bill('2', '7')],
    { left: ['1', '2'], asked: ['1', '2'] },
  ],
  ['an account of another cloud', [azure, bill('2', '1')], { left: ['1', '2'], asked: [] }],
])('of %s the bills that no other holds are asked', async (_, bills, expected) => {
  const { payers, gaps } = await left(bills);
  expect(payers.map(({ id }) => id)).toEqual(expected.left);
  expect(gaps.map(({ account }) => account)).toEqual(expected.gaps ?? []);
  expect(asked.toSorted()).toEqual(expected.asked);
});

test('what a bill holds is told of it, and what nobody tells has its permission', async () => {
  const { payers } = await left([bill('1', '1', ['2']), bill('2', '1'), bill('3', '1')]);
  expect(payers.map(({ id, holds }) => [id, holds])).toEqual([['1', ['2', '3']]]);
  const { gaps } = await left([bill('1', '1'), bill('2', 'denied')]);
  expect(gaps).toEqual([
    {
      ...{ cloud: 'aws', account: '2', dataset: 'costs', reason: 'denied', action: ACTION },
      detail: `${ACTION} was denied (AccessDeniedException); whether another account pays for it shows in the bills alone`,
    },
  ]);
});
