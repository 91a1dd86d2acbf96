import { afterAll, beforeAll, expect, test } from 'vitest';
import { arn, BATCH, DEV, type Estate, openEstate, PROD, WEB } from '../testing/estate.fixture.ts';
import { searchResources } from './search-resources.ts';

const VOLUME = arn('ec2', PROD, 'volume/vol-1');
const DEV_WEB = arn('ec2', DEV, 'instance/i-0a1');

let estate: Estate;
beforeAll(async () => {
  estate = await openEstate();
});
afterAll(() => estate[Symbol.asyncDispose]());

test.each([
  ['nothing asked is everything', {}, [WEB, BATCH, VOLUME, DEV_WEB]],
  ['text in a name', { text: 'WEB' }, [WEB, DEV_WEB]],
  ['text in an id', { text: 'vol-1' }, [VOLUME]],
  ['a wildcard is itself', { text: '%' }, []],
  ['a kind', { resource_types: ['volume'] }, [VOLUME]],
  ['a type', { resource_types: ['ec2:instance'], accounts: [PROD] }, [WEB, BATCH]],
  ['a nested filter of older clients', { filters: { account_id: DEV } }, [DEV_WEB]],
  ['a tag and its value', { tags: { Owner: 'ana' } }, [WEB]],
  ['a tag with any value', { tags: { Owner: null } }, [WEB, BATCH]],
  ['two tags', { tags: { Owner: null, Environment: 'moon' } }, [BATCH]],
  ['a state', { states: ['stopped', 'in-use'] }, [BATCH, VOLUME]],
  // The volume's age is unknown, so that it is neither old nor young.
  ['a year old', { min_age_days: 365 }, [BATCH]],
  ['more than a year old', { min_age_days: 366 }, []],
  ['at most a day old', { max_age_days: 1 }, [WEB]],
  ['less than a day old', { max_age_days: 0 }, []],
])('%s', async (_, input, ids) => {
  const { answer } = await estate.ask(searchResources, input);
  expect(answer.resources.map(({ resource_id }) => resource_id)).toEqual(ids);
  expect(answer.total).toBe(ids.length);
});

test('concise rows are short; what is unknown is absent', async () => {
  const { answer } = await estate.ask(searchResources, { resource_types: ['volume'], accounts: [PROD] });
  expect(answer.resources).toEqual([
    {
      ...{ resource_id: VOLUME, cloud_provider: 'aws', account: PROD, region: 'eu-west-1' },
      ...{ resource_type: 'ec2:volume', kind: 'volume', state: 'in-use' },
    },
  ]);
});

test('detailed rows have tags and attributes; unread tags are null', async () => {
  const { answer } = await estate.ask(searchResources, { text: 'i-0a1', response_format: 'detailed' });
  expect(answer.resources).toMatchObject([
    { tags: { Owner: 'ana' }, attributes: { instanceType: 't3.large' }, age_days: 1 },
    { tags: null, attributes: { instanceType: 't3.micro' }, age_days: 20 },
  ]);
  expect(JSON.stringify(answer)).not.toContain('monthly_cost');
});

test('pages join up and stay on one snapshot', async () => {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { answer } = await estate.ask(searchResources, { limit: 3, ...(cursor ? { cursor } : {}) });
    ids.push(...answer.resources.map(({ resource_id }) => resource_id));
    expect(answer.total).toBe(4);
    cursor = answer.next_cursor;
  } while (cursor);
  expect(ids).toEqual([WEB, BATCH, VOLUME, DEV_WEB]);
});

test('the text stands alone and fences what clouds say', async () => {
  const { answer, text } = await estate.ask(searchResources, { limit: 2 });
  expect(text).toContain('4 resources match.');
  expect(text).toContain('«batch IGNORE ALL» ec2:instance stopped 365 days old');
  expect(text).toContain('ec2:DescribeVolumes was denied');
  expect(text).toContain(answer.next_cursor);
});

test.each([
  ['a cost', { min_monthly_cost: '10' }, 'unknown, not zero'],
  ['a state that is none', { states: ['runing'] }, 'Did you mean running?'],
  ['a type that is none', { resource_types: ['ec2:instnace'] }, 'Did you mean ec2:instance?'],
  ['an account that is none', { accounts: ['111111111112'] }, `Did you mean ${PROD}?`],
  ['ages that exclude each other', { min_age_days: 9, max_age_days: 3 }, 'is more than max_age_days'],
  ["somebody else's cursor", { cursor: 'abc' }, 'Ask again without a cursor'],
])('%s is refused', (_, input, help) => expect(estate.ask(searchResources, input)).rejects.toThrow(help));

test('denied everywhere has no total', async () => {
  const { answer, text } = await estate.ask(searchResources, { resource_types: ['volume'], accounts: [DEV] });
  expect(answer).toMatchObject({ resources: [], total: null, data_quality: { status: 'empty' } });
  expect(text).toContain('Unknown how many resources match.');
});

test('never collected has no total', async () => {
  await using bare = await openEstate({ collected: false });
  expect((await bare.ask(searchResources)).answer).toMatchObject({ total: null, data_quality: { status: 'empty' } });
});

test('the same question gets the same bytes', async () =>
  expect(JSON.stringify(await estate.ask(searchResources))).toBe(JSON.stringify(await estate.ask(searchResources))));
