import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { startSimulator } from '../../../start.ts';
import { gcpAsker } from '../../../test/gcp.ts';

const now = new Date('2026-09-15T13:20:00Z');
const simulator = await startSimulator({ seed: 7, resources: 400, clouds: ['gcp'], now });
const { gcp, truth } = simulator;
afterAll(() => simulator.close());
afterEach(() => Object.assign(gcp.bigQuery, { requirePartitionFilter: false, pendingPolls: 0 }));

const ask = gcpAsker(simulator);
const { project, dataset, table } = gcp.billing;
const billing = `\`${project}.${dataset}.${table}\``;
const queries = `bigquery/v2/projects/${project}/queries`;

interface Answer {
  readonly jobComplete: boolean;
  readonly jobReference: { readonly jobId: string };
  readonly schema: {
    readonly fields: readonly { readonly name: string; readonly type: string; readonly mode: string }[];
  };
  readonly rows?: readonly { readonly f: readonly { readonly v: unknown }[] }[];
  readonly totalRows: string;
  readonly totalBytesProcessed: string;
  readonly pageToken?: string;
}

const query = async (text: string, more: object = {}) => {
  const { status, body } = await ask(queries, { query: text, useLegacySql: false, ...more });
  return { status, body, answer: body as unknown as Answer };
};
const rowsOf = async (text: string, more?: object) =>
  ((await query(text, more)).answer.rows ?? []).map(({ f }) => f.map(({ v }) => v));
const reasonOf = async (text: string, more?: object) => {
  const { status, body } = await query(text, more);
  return [status, (body.error as unknown as { errors: readonly { reason: string }[] }).errors[0]?.reason];
};

const net = 'CAST(cost AS NUMERIC) + IFNULL((SELECT SUM(CAST(c.amount AS NUMERIC)) FROM UNNEST(credits) AS c), 0)';
const since = "_PARTITIONTIME >= TIMESTAMP('2020-01-01')";

test('net costs are the truth, by project, service and month', async () => {
  const rows = await rowsOf(
    `SELECT project.id, service.description, FORMAT_DATE('%Y-%m', DATE(usage_start_time)), SUM(${net}) FROM ${billing} WHERE ${since} GROUP BY 1, 2, 3`,
  );
  const found = new Map(
    rows.map(([account, service, month, amount]) => [[account ?? '', service, month].join(' '), Number(amount)]),
  );
  const expected = Object.entries(truth.clouds.gcp.charges).flatMap(([account, services]) =>
    Object.entries(services).flatMap(([service, months]) =>
      Object.entries(months).map(
        ([month, { billed }]) => [[account, service, month].join(' '), Number(billed)] as const,
      ),
    ),
  );
  expect([...found].sort()).toEqual([...expected].sort());
});

test('a join with the credits counts a cost as often as it has credits, and leaves out what has none', async () => {
  const [[joined]] = (await rowsOf(`SELECT COUNT(*) FROM ${billing} AS t, UNNEST(t.credits) AS c WHERE ${since}`)) as [
    [string],
  ];
  const [[all, credits]] = (await rowsOf(
    `SELECT COUNT(*), SUM(ARRAY_LENGTH(credits)) FROM ${billing} WHERE ${since}`,
  )) as [[string, string]];
  expect(joined).toBe(credits);
  expect(Number(joined)).toBeLessThan(Number(all));
  const [[outer]] = (await rowsOf(
    `SELECT COUNT(*) FROM ${billing} AS t LEFT JOIN UNNEST(t.credits) AS c WHERE ${since}`,
  )) as [[string]];
  expect(Number(outer)).toBe(Number(all));
});

test('labels are looked up in several ways', async () => {
  const ways = [
    "(SELECT value FROM UNNEST(labels) WHERE key = 'team')",
    '(SELECT l.value FROM UNNEST(labels) AS l WHERE l.key = @key)',
    "ARRAY(SELECT value FROM UNNEST(labels) WHERE key = 'team')[SAFE_OFFSET(0)]",
  ];
  const queryParameters = [{ name: 'key', parameterType: { type: 'STRING' }, parameterValue: { value: 'team' } }];
  const sums = await Promise.all(
    ways.map((way) =>
      rowsOf(`SELECT ${way} AS team, SUM(${net}) AS net FROM ${billing} WHERE ${since} GROUP BY team ORDER BY team`, {
        queryParameters,
      }),
    ),
  );
  expect(sums[0]?.length).toBeGreaterThan(3);
  expect(sums[1]).toEqual(sums[0]);
  expect(sums[2]).toEqual(sums[0]);
});

test('values are written as BigQuery writes them', async () => {
  const { answer } = await query(
    `SELECT usage_start_time AS t, DATE(usage_start_time) AS d, cost AS f, CAST('1.50' AS NUMERIC) AS n, CAST(CAST('1.50' AS NUMERIC) AS STRING) AS s,
       1 AS i, TRUE AS b, service AS r, [1, 2] AS l, NULL AS nothing, COUNT(*) OVER () FROM ${billing} WHERE ${since} AND cost_type = 'tax' LIMIT 1`,
  );
  expect(answer.schema.fields.map(({ name, type, mode }) => [name, type, mode])).toEqual([
    ['t', 'TIMESTAMP', 'NULLABLE'],
    ['d', 'DATE', 'NULLABLE'],
    ['f', 'FLOAT', 'NULLABLE'],
    ['n', 'NUMERIC', 'NULLABLE'],
    ['s', 'STRING', 'NULLABLE'],
    ['i', 'INTEGER', 'NULLABLE'],
    ['b', 'BOOLEAN', 'NULLABLE'],
    ['r', 'RECORD', 'NULLABLE'],
    ['l', 'INTEGER', 'REPEATED'],
    ['nothing', 'INTEGER', 'NULLABLE'],
    ['f0_', 'INTEGER', 'NULLABLE'],
  ]);
  const [time, day, cost, decimal, text, whole, truthful, record, list, nothing] =
    answer.rows?.[0]?.f.map(({ v }) => v) ?? [];
  expect(time).toMatch(/^\d{10}\.0{6}$/);
  expect([day, decimal, text, whole, truthful, nothing]).toEqual([
    expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    '1.5',
    '1.5',
    '1',
    'true',
    null,
  ]);
  expect(Number(cost)).toBeGreaterThan(0);
  expect(record).toEqual({ f: [{ v: expect.any(String) }, { v: 'Invoice' }] });
  expect(list).toEqual([{ v: '1' }, { v: '2' }]);
  const [[micros]] = (await rowsOf(`SELECT usage_start_time FROM ${billing} WHERE ${since} LIMIT 1`, {
    formatOptions: { useInt64Timestamp: true },
  })) as [[string]];
  expect(micros).toMatch(/^\d{16}$/);
});

describe('what a query costs', () => {
  const bytes = async (text: string) => Number((await query(text, { dryRun: true })).answer.totalBytesProcessed);

  test('depends on the columns and the partitions that it names', async () => {
    const month = await bytes(`SELECT SUM(cost) FROM ${billing} WHERE _PARTITIONTIME >= '2026-09-01'`);
    const column = await bytes(`SELECT SUM(cost) FROM ${billing}`);
    const whole = await bytes(`SELECT * FROM ${billing}`);
    expect(month).toBeGreaterThan(0);
    expect(column).toBeGreaterThan(5 * month);
    expect(whole).toBeGreaterThan(5 * column);
    expect(await bytes(`SELECT COUNT(*) FROM ${billing}`)).toBe(0);
    expect(await bytes(`SELECT SUM(cost) FROM ${billing} WHERE usage_start_time >= '2026-09-01'`)).toBeGreaterThan(
      column,
    );
  });

  test('is told without running it', async () => {
    const { answer } = await query(`SELECT cost FROM ${billing}`, { dryRun: true });
    expect(answer.rows).toBeUndefined();
    expect(answer.schema.fields[0]?.name).toBe('cost');
  });

  test('is ten megabytes at least, and is not spent beyond the limit', async () => {
    const text = `SELECT SUM(cost) FROM ${billing}`;
    expect(await reasonOf(text, { maximumBytesBilled: '10485759' })).toEqual([400, 'bytesBilledLimitExceeded']);
    expect((await query(text, { maximumBytesBilled: '10485760' })).status).toBe(200);
  });

  test('may have to be bounded by partitions', async () => {
    gcp.bigQuery.requirePartitionFilter = true;
    expect(await reasonOf(`SELECT SUM(cost) FROM ${billing} WHERE usage_start_time > '2026-01-01'`)).toEqual([
      400,
      'invalidQuery',
    ]);
    expect((await query(`SELECT SUM(cost) FROM ${billing} WHERE _PARTITIONTIME > '2026-01-01'`)).status).toBe(200);
  });
});

describe('results', () => {
  const text = `SELECT usage_start_time, cost FROM ${billing} WHERE _PARTITIONTIME >= '2026-09-01' ORDER BY 1, 2`;

  test('go over pages', async () => {
    const first = (await query(text, { maxResults: 700 })).answer;
    const rows = [...(first.rows ?? [])];
    let token = first.pageToken;
    while (token !== undefined) {
      const { body } = await ask(`${queries}/${first.jobReference.jobId}?maxResults=700&pageToken=${token}`);
      const page = body as unknown as Answer;
      rows.push(...(page.rows ?? []));
      token = page.pageToken;
    }
    expect(rows).toHaveLength(Number(first.totalRows));
    expect(rows.length).toBeGreaterThan(1400);
    expect((await ask(`${queries}/${first.jobReference.jobId}?pageToken=guess`)).status).toBe(400);
  });

  test('may not be there yet', async () => {
    gcp.bigQuery.pendingPolls = 2;
    const first = (await query(text)).answer;
    expect(first.jobComplete).toBe(false);
    const again = async () => (await ask(`${queries}/${first.jobReference.jobId}?maxResults=1`)).body;
    expect((await again()).jobComplete).toBe(false);
    expect(await again()).toMatchObject({ jobComplete: true, rows: [expect.anything()] });
    gcp.bigQuery.pendingPolls = 0;
    expect((await query(text, { timeoutMs: 0 })).answer.jobComplete).toBe(false);
  });

  test('are of a job that is there', async () => {
    expect((await ask(`${queries}/job_nothing`)).status).toBe(404);
  });
});

test('an inserted job tells its error where a query is refused', async () => {
  const configuration = {
    query: { query: `SELECT SUM(cost) FROM ${billing}`, useLegacySql: false, maximumBytesBilled: '1' },
  };
  const { status, body } = await ask(`bigquery/v2/projects/${project}/jobs`, {
    configuration,
    jobReference: { jobId: 'mine' },
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({ status: { state: 'DONE', errorResult: { reason: 'bytesBilledLimitExceeded' } } });
  expect((await ask(`bigquery/v2/projects/${project}/jobs/mine`)).body).toEqual(body);
});

test.each([
  ['legacy SQL', 'SELECT 1', { useLegacySql: true }, [400, 'invalidQuery']],
  ['a column that isn’t there', `SELECT colour FROM ${billing}`, {}, [400, 'invalidQuery']],
  ['a table that isn’t there', 'SELECT 1 FROM `a.b.c`', {}, [404, 'notFound']],
  ['tables by a star', `SELECT 1 FROM \`${project}.${dataset}.gcp_billing_export_v1_*\``, {}, [404, 'notFound']],
  ['a parameter that isn’t given', `SELECT @day FROM ${billing}`, {}, [400, 'invalidQuery']],
  ['an open parenthesis', 'SELECT (1', {}, [400, 'invalidQuery']],
  ['no query', '', {}, [400, 'required']],
])('%s is refused', async (_, text, more, expected) => {
  expect(await reasonOf(text, more)).toEqual(expected);
});

test('the table tells its columns and its partitions, and the pseudo columns are none', async () => {
  const { body } = await ask(`bigquery/v2/projects/${project}/datasets/${dataset}/tables/${table}`);
  const names = (body.schema as unknown as Answer['schema']).fields.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'billing_account_id',
      'service',
      'sku',
      'project',
      'labels',
      'cost',
      'credits',
      'invoice',
      'cost_type',
    ]),
  );
  expect(names).not.toContain('_PARTITIONTIME');
  expect(body).toMatchObject({ timePartitioning: { type: 'DAY' } });
});

test.each([
  ['maximumBytesBilled', 'much'],
  ['maximumBytesBilled', '1.5'],
  ['maxResults', 'all'],
  ['maxResults', -1],
  ['timeoutMs', 'soon'],
])('%s of %s is no number and is refused', async (name, value) => {
  expect(await reasonOf('SELECT 1', { [name]: value })).toEqual([400, 'invalid']);
});
