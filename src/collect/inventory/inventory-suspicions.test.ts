import { expect, test } from 'vitest';
import type { Cell } from '../../store/inventory.ts';
import { inventorySuspicions } from './inventory-suspicions.ts';

type Counts = Readonly<Record<string, number>>;

/** `1 eu-west-1 volume` and how many. */
const cells = (counts: Counts): Cell[] =>
  Object.entries(counts).map(([name, resources], cell) => {
    const [account = '', region = '', type = ''] = name.split(' ');
    return { cell, account, region, type, kind: 'volume', resources };
  });
const of = (before: Counts, after: Counts, accounts = ['1']) =>
  inventorySuspicions('aws', cells(before), cells(after), new Set(accounts)).map(
    ({ kind, region, resourceType, detail }) => `${kind} ${region ?? resourceType}: ${detail}`,
  );

test.each<[string, Counts, Counts, string[]]>([
  ['nothing was there before', {}, { '1 eu volume': 20 }, []],
  [
    'a type halves',
    { '1 eu volume': 20 },
    { '1 eu volume': 10 },
    ['fewer_resources volume: 20 of volume before, 10 now'],
  ],
  ['a type loses less than half', { '1 eu volume': 20 }, { '1 eu volume': 11 }, []],
  ['a small type halves', { '1 eu volume': 18 }, { '1 eu volume': 9 }, []],
  [
    'a type halves over its regions together',
    { '1 eu volume': 12, '1 us volume': 12 },
    { '1 eu volume': 11, '1 us volume': 1 },
    ['fewer_resources volume: 24 of volume before, 12 now'],
  ],
  [
    'a type moves to another region',
    { '1 eu volume': 4, '1 us volume': 20 },
    { '1 eu volume': 24, '1 us volume': 1 },
    [],
  ],
  [
    'a region falls silent',
    { '1 eu volume': 90, '1 us volume': 3, '1 us disk': 2 },
    { '1 eu volume': 90 },
    ['silent_region us: 5 resources before, none now'],
  ],
  ['a region of few falls silent', { '1 eu volume': 90, '1 us volume': 4 }, { '1 eu volume': 90 }, []],
  ['a region keeps one', { '1 eu volume': 90, '1 us disk': 6 }, { '1 eu volume': 90, '1 us disk': 1 }, []],
])('where %s', (_, before, after, suspicions) => expect(of(before, after)).toEqual(suspicions));

test('an account that was not read is not suspected', () =>
  expect(of({ '1 eu volume': 50, '2 eu volume': 50 }, { '1 eu volume': 50 })).toEqual([]));
