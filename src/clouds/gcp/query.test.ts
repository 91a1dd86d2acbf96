import { describe, expect, test } from 'vitest';
import { countingSend } from '../../../test/support/aws.ts';
import { type Answered, type Asked, googleClients, googleServer, refusal } from '../../../test/support/google.ts';
import { LEAST_PRICE, priceOf, type QueryRow, runQuery } from './query.ts';

const google = googleServer();
const MIB = 2 ** 20;
const QUERIES = 'bigquery/v2/projects/northwind-data/queries';
const query = {
  ...{ project: 'northwind-data', sql: 'SELECT @day AS day' },
  parameters: [{ name: 'day', type: 'DATE', value: '2026-11-01' }],
} as const;

test.each([
  [0, '0.000059604644775390625'],
  [10 * MIB, '0.000059604644775390625'],
  [10 * MIB + 1, '0.0000655651092529296875'],
  [2 ** 40, '6.25'],
  [2 ** 39, '3.125'],
])('%i bytes cost $%s', (bytes, price) => expect(priceOf(bytes)).toBe(price));

test('the least price is that of the least bytes', () => expect(LEAST_PRICE).toBe(priceOf(0)));

const cells = (...values: (string | null)[]) => ({ f: values.map((v) => ({ v })) });
const done = (rows: object[], more: object = {}) => ({
  ...{ jobComplete: true, jobReference: { jobId: 'job_1', location: 'EU' } },
  ...{ schema: { fields: [{ name: 'day' }, { name: 'cost' }] }, rows, ...more },
});

/** Its dry run finds so many bytes; then the given answers, one after the other. */
function answers(bytes: number, ...next: (Answered | object)[]) {
  google.answer((asked: Asked) => {
    if (asked.body && JSON.parse(asked.body).dryRun)
      return { jobComplete: true, jobReference: {}, totalBytesProcessed: String(bytes) };
    return next.shift() ?? refusal(400, 'INVALID_ARGUMENT');
  });
}

async function run() {
  const { send, calls } = countingSend();
  const found: QueryRow[] = [];
  for await (const page of runQuery(googleClients(google, send), query)) found.push(...page);
  return { rows: found, calls };
}

describe('a query', () => {
  test('is priced by a dry run and asked at that price, billed no higher', async () => {
    answers(123_456_789, done([cells('2026-11-01', '1.5'), cells('2026-11-02', null)]));
    const { rows, calls } = await run();
    expect(rows).toEqual([
      { day: '2026-11-01', cost: '1.5' },
      { day: '2026-11-02', cost: null },
    ]);
    expect(calls).toMatchObject([
      { account: 'quota-project', service: 'bigquery', action: 'bigquery.jobs.create', price: '0' },
      { service: 'bigquery', action: 'bigquery.jobs.create', price: priceOf(123_456_789) },
    ]);
    const [dry, real] = google.asked.map(({ body }) => JSON.parse(body));
    expect(google.asked.map(({ path }) => path)).toEqual([QUERIES, QUERIES]);
    expect(dry).toEqual({
      ...{ query: query.sql, useLegacySql: false, parameterMode: 'NAMED', dryRun: true },
      queryParameters: [{ name: 'day', parameterType: { type: 'DATE' }, parameterValue: { value: '2026-11-01' } }],
    });
    expect(real).toMatchObject({ query: query.sql, maximumBytesBilled: String(118 * MIB) });
    expect(real.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('is not asked before its first page is wanted, and its price not booked', async () => {
    answers(0, done([]));
    const { send, calls } = countingSend();
    runQuery(googleClients(google, send), query);
    expect(calls).toEqual([]);
  });

  test('that takes longer is waited for, and its pages are free', async () => {
    const { schema: _, ...later } = done([cells('2026-11-02', '2')]);
    answers(
      0,
      { jobComplete: false, jobReference: { jobId: 'job_1', location: 'EU' } },
      { jobComplete: false, jobReference: { jobId: 'job_1', location: 'EU' } },
      done([cells('2026-11-01', '1')], { pageToken: 'next' }),
      { ...later, schema: { fields: [{ name: 'day' }, { name: 'cost' }] } },
    );
    const { rows, calls } = await run();
    expect(rows.map(({ cost }) => cost)).toEqual(['1', '2']);
    expect(calls.map(({ price }) => price)).toEqual(['0', LEAST_PRICE, '0', '0', '0']);
    expect(
      google.asked.slice(2).map(({ path, query: asked }) => [path, asked.get('location'), asked.get('pageToken')]),
    ).toEqual([
      [`${QUERIES}/job_1`, 'EU', null],
      [`${QUERIES}/job_1`, 'EU', null],
      [`${QUERIES}/job_1`, 'EU', 'next'],
    ]);
  });

  test('whose pages lead around in a circle is an error that is not paid twice', async () => {
    const page = (pageToken: string) => done([cells('2026-11-01', '1')], { pageToken });
    answers(0, page('A'), page('B'), page('A'));
    await expect(run()).rejects.toMatchObject({ facts: { code: 'RepeatedPage', retryable: false } });
  });

  test('with more rows than anybody’s bill is an error that says so', async () => {
    const rows = Array.from({ length: 20_000 }, () => cells('2026-11-01', '1'));
    answers(0, ...Array.from({ length: 51 }, (_, page) => done(rows, { pageToken: String(page) })));
    await expect(run()).rejects.toMatchObject({
      facts: { code: 'TooManyRows', retryable: false },
      message: expect.stringContaining('more than 1,000,000 rows'),
    });
  });

  test.each([
    ['tells no bytes', { jobComplete: true, totalBytesProcessed: 'many' }, 'NoBytes'],
    ['is refused', refusal(403, 'PERMISSION_DENIED'), 'PERMISSION_DENIED'],
  ])('is not asked where its dry run %s', async (_, answered, code) => {
    google.answer(() => answered);
    await expect(run()).rejects.toMatchObject({ facts: { code, retryable: false } });
    expect(google.asked).toHaveLength(1);
  });

  test.each([
    ['has no schema', { jobComplete: true, jobReference: { jobId: 'job_1' }, rows: [cells('1')] }, 'NoSchema'],
    ['has rows of another width', done([cells('2026-11-01')]), 'RowDoesNotMatchSchema'],
    ['has no job to wait for', { jobComplete: false }, 'NoJob'],
  ])('whose answer %s is an error that is not paid twice', async (_, answered, code) => {
    answers(0, answered);
    await expect(run()).rejects.toMatchObject({ facts: { reason: 'failed', code, retryable: false } });
  });
});
