import { isDeepStrictEqual } from 'node:util';
import { countsBy, everyPage, qualityOf, type Row, rowOf, rowsOf, textOf } from '../answers.ts';
import { type Checks, equal, holds, sameSet } from '../checks.ts';
import { NEVER_TAGGED_BUCKETS } from '../estate/buckets.ts';
import { DATA_CATALOG } from '../estate/data-catalogs.ts';
import type { Planted } from '../estate/planted.ts';
import { isWarning } from '../estate/variants.ts';
import { ACCOUNTS, FIRST_ACCOUNT } from '../places.ts';
import type { Ask, Product } from '../product.ts';

/** Everything that is there, asked through MCP, against what was put in. */
export async function checkWholeEstate(checks: Checks, product: Product, estate: readonly Planted[]): Promise<void> {
  await product.session(async (ask) => {
    await checkInventory(checks, ask, estate);
    await checkNarrowed(checks, ask, estate);
    await checkCompliance(checks, ask, estate);
    await checkUntagged(checks, ask, estate);
    await checkValidation(checks, ask, estate);
    await checkSingleResources(checks, ask, estate);
    await checkStatus(checks, ask, estate);
  });
}

/** What is wrong with one answered resource, compared with what is known of it. */
export function differences(
  row: Row,
  { type, account, region, tags, name, state, attributes = {} }: Planted,
): string[] {
  const known: Record<string, unknown> = { resource_type: type, account, region, tags };
  if (name !== undefined) known.resource_name = name;
  if (state !== undefined) known.state = state;
  const answered = rowOf(row, 'attributes');
  const wrong = (what: string, actual: unknown, expected: unknown): string[] =>
    isDeepStrictEqual(actual, expected)
      ? []
      : [`${textOf(row, 'resource_id')} ${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];
  return [
    ...Object.entries(known).flatMap(([field, value]) => wrong(field, row[field], value)),
    ...Object.entries(attributes).flatMap(([field, value]) => wrong(field, answered[field], value)),
  ];
}

async function checkInventory(checks: Checks, ask: Ask, estate: readonly Planted[]): Promise<void> {
  const { first, rows, pages } = await everyPage(ask, 'search_resources', { response_format: 'detailed' }, 'resources');
  checks.say(`search_resources: ${rows.length} resources on ${pages} pages; ${estate.length} are there`);
  await checks.check('search_resources: complete, with the total', () => {
    equal(qualityOf(first), { ...qualityOf(first), status: 'complete', gaps: [] }, 'data_quality');
    equal(first.total, estate.length, 'total');
  });
  const byId = new Map(rows.map((row) => [textOf(row, 'resource_id'), row]));
  for (const type of new Set(estate.map((one) => one.type))) {
    const expected = estate.filter((one) => one.type === type);
    await checks.check(`search_resources: ${type}, each of ${expected.length} once, with tags and fields`, () => {
      const found = rows.filter((row) => row.resource_type === type).map((row) => textOf(row, 'resource_id'));
      sameSet(
        found,
        expected.map(({ id }) => id),
        type,
      );
      const wrong = expected.flatMap((one) => differences(byId.get(one.id) ?? {}, one));
      holds(wrong.length === 0, `${wrong.length} fields differ:\n${wrong.slice(0, 8).join('\n')}`);
    });
  }
  for (const field of ['account', 'region', 'resource_type'] as const)
    await checks.check(`search_resources: counts by ${field}`, () =>
      equal(
        countsBy(rows, (row) => textOf(row, field)),
        countsBy(estate, (one) => (field === 'resource_type' ? one.type : one[field])),
        `counts by ${field}`,
      ),
    );
}

async function checkNarrowed(checks: Checks, ask: Ask, estate: readonly Planted[]): Promise<void> {
  const narrowed: readonly [string, object, (one: Planted) => boolean][] = [
    ['one type', { resource_types: ['ec2:instance'] }, ({ type }) => type === 'ec2:instance'],
    ['a kind', { resource_types: ['bucket'] }, ({ type }) => type === 's3:bucket'],
    ['one region', { regions: ['eu-west-1'] }, ({ region }) => region === 'eu-west-1'],
    ['one account', { accounts: [FIRST_ACCOUNT] }, ({ account }) => account === FIRST_ACCOUNT],
    [
      'filters of older clients',
      { filters: { region: 'us-east-1', account_id: FIRST_ACCOUNT }, resource_types: ['rds:db'] },
      ({ type, account, region }) => type === 'rds:db' && account === FIRST_ACCOUNT && region === 'us-east-1',
    ],
    ['a tag', { tags: { Owner: 'data@example.com' } }, ({ tags }) => tags.Owner === 'data@example.com'],
    ['a tag of any value', { tags: { Project: null } }, ({ tags }) => tags.Project !== undefined],
    ['a state', { states: ['stopped'] }, ({ state }) => state === 'stopped'],
    ['text', { text: 'northwind-123-data-00' }, ({ id }) => id.includes('northwind-123-data-00')],
  ];
  for (const [what, input, wanted] of narrowed)
    await checks.check(`search_resources: narrowed by ${what}`, async () => {
      const expected = estate.filter(wanted).map(({ id }) => id);
      holds(expected.length > 0, 'nothing was planted for this check');
      const { rows } = await everyPage(ask, 'search_resources', input, 'resources');
      sameSet(
        rows.map((row) => textOf(row, 'resource_id')),
        expected,
        what,
      );
    });
}

const judged = (estate: readonly Planted[]) => estate.filter(({ violations }) => violations !== undefined);
const errorsOf = ({ violations = [] }: Planted) => violations.filter((violation) => !isWarning(violation));
const lacking = ({ violations = [] }: Planted) =>
  violations.filter((violation) => /^(missing_required_tag|misspelt_key) /.test(violation));

const lineOf = (row: Row): string =>
  `${textOf(row, 'resource_id')} ${textOf(row, 'violation_type')} ${textOf(row, 'tag_name')}`;

async function checkCompliance(checks: Checks, ask: Ask, estate: readonly Planted[]): Promise<void> {
  const all = judged(estate);
  const compliant = all.filter((one) => errorsOf(one).length === 0);
  const { first, rows } = await everyPage(ask, 'check_tag_compliance', {}, 'violations');
  await checks.check('check_tag_compliance: score and totals', () => {
    equal(first.total_resources, all.length, 'total_resources');
    equal(first.compliant_resources, compliant.length, 'compliant_resources');
    const score = Number(first.compliance_score);
    holds(Math.abs(score - compliant.length / all.length) < 0.001, `score ${score}`);
    equal(qualityOf(first).status, 'complete', 'status');
  });
  await checks.check('check_tag_compliance: every violation once, and no other', () => {
    const expected = all.flatMap(({ id, violations = [] }) => violations.map((violation) => `${id} ${violation}`));
    sameSet(rows.map(lineOf), expected, 'violations');
    equal(first.violation_count, expected.length, 'violation_count');
  });
  await checks.check('check_tag_compliance: severity filters the list and never the score', async () => {
    const warnings = await everyPage(ask, 'check_tag_compliance', { severity: 'warnings_only' }, 'violations');
    equal(warnings.first.compliance_score, first.compliance_score, 'score');
    equal(warnings.first.total_resources, first.total_resources, 'total_resources');
    const expected = all.flatMap(({ id, violations = [] }) =>
      violations.filter(isWarning).map((one) => `${id} ${one}`),
    );
    sameSet(warnings.rows.map(lineOf), expected, 'warnings');
  });
  for (const [group, keyOf] of [
    ['account', ({ account }: Planted) => account],
    ['region', ({ region }: Planted) => region],
    ['resource_type', ({ type }: Planted) => type],
  ] as const)
    await checks.check(`check_tag_compliance: breakdown by ${group}`, async () => {
      const { breakdown } = await ask('check_tag_compliance', { group_by: group, limit: 1 });
      const found = (breakdown as Row[]).map((row) => [row.group, row.total_resources, row.compliant_resources]);
      const expected = Object.entries(countsBy(all, keyOf)).map(([key, count]) => [
        ...[key, count],
        compliant.filter((one) => keyOf(one) === key).length,
      ]);
      equal(found.sort(), expected.sort(), `by ${group}`);
    });
  await checks.check('check_tag_compliance: one type in one region', async () => {
    const scope = { resource_types: ['s3:bucket'], regions: ['eu-west-1'] };
    const answer = await ask('check_tag_compliance', scope);
    const here = all.filter(({ type, region }) => type === 's3:bucket' && region === 'eu-west-1');
    equal(answer.total_resources, here.length, 'total_resources');
    equal(answer.compliant_resources, here.filter((one) => errorsOf(one).length === 0).length, 'compliant');
  });
}

async function checkUntagged(checks: Checks, ask: Ask, estate: readonly Planted[]): Promise<void> {
  const expected = judged(estate).filter((one) => lacking(one).length > 0);
  const { first, rows } = await everyPage(ask, 'find_untagged_resources', {}, 'resources');
  await checks.check('find_untagged_resources: each once, with what it lacks and has', () => {
    equal(first.total_untagged, expected.length, 'total_untagged');
    const known = ({ id, tags }: { id: string; tags: unknown }, missing: readonly string[]) =>
      JSON.stringify([id, missing.toSorted(), Object.entries(tags as object).sort()]);
    sameSet(
      rows.map((row) =>
        known({ id: textOf(row, 'resource_id'), tags: row.current_tags }, row.missing_required_tags as string[]),
      ),
      expected.map((one) =>
        known(
          one,
          lacking(one).map((violation) => violation.split(' ')[1] ?? ''),
        ),
      ),
      'untagged',
    );
  });
  await checks.check('find_untagged_resources: never-tagged buckets are found, a third of all', () => {
    const never = rows.filter(
      (row) => row.resource_type === 's3:bucket' && Object.keys(rowOf(row, 'current_tags')).length === 0,
    );
    equal(never.length, NEVER_TAGGED_BUCKETS, 'never-tagged buckets');
  });
  await checks.check('find_untagged_resources: each type with a collector has some that never were tagged', () => {
    const found = new Set(
      rows.flatMap((row) =>
        Object.keys(rowOf(row, 'current_tags')).length === 0 ? [textOf(row, 'resource_type')] : [],
      ),
    );
    const types = new Set(judged(estate).map(({ type }) => type));
    // Were one never tagged, nothing here would tell of it.
    types.delete(DATA_CATALOG);
    sameSet([...found], [...types], 'types');
  });
}

async function checkValidation(checks: Checks, ask: Ask, estate: readonly Planted[]): Promise<void> {
  const absent = 'arn:aws:ec2:us-east-1:123456789012:instance/i-00000000000000000';
  const one = [...Map.groupBy(estate, ({ type, violations = [] }) => `${type} ${violations.join()}`).values()]
    .flatMap(([first]) => first ?? [])
    .slice(0, 99);
  await checks.check(`validate_resource_tags: ${one.length} of every sort, and one that does not exist`, async () => {
    const answer = await ask('validate_resource_tags', { resource_arns: [...one.map(({ id }) => id), absent] });
    equal(answer.not_found, [absent], 'not_found');
    const results = rowsOf(answer, 'results').map((row) =>
      JSON.stringify([
        textOf(row, 'resource_arn'),
        row.is_compliant,
        rowsOf(row, 'violations')
          .map((violation) => `${violation.violation_type} ${violation.tag_name}`)
          .sort(),
      ]),
    );
    const expected = one.map((each) =>
      JSON.stringify([
        each.id,
        each.violations ? errorsOf(each).length === 0 : null,
        [...(each.violations ?? [])].sort(),
      ]),
    );
    sameSet(results, expected, 'results');
  });
  await checks.check('validate_resource_tags: a proposed set is judged instead', async () => {
    const bucket = estate.find(({ type, violations = [] }) => type === 's3:bucket' && violations.length === 0);
    const input = { resource_arns: [bucket?.id], tags: { Owner: 'web@example.com', Environment: 'moon' } };
    const [row] = rowsOf(await ask('validate_resource_tags', input), 'results');
    equal(
      rowsOf(row ?? {}, 'violations').map((violation) => violation.violation_type),
      ['invalid_value'],
      'types',
    );
  });
}

async function checkSingleResources(checks: Checks, ask: Ask, estate: readonly Planted[]): Promise<void> {
  const sorts = Map.groupBy(
    estate.filter(({ attributes }) => attributes),
    ({ type, state = '', violations = [] }) => `${type} ${state} ${violations.length}`,
  );
  const some = [...sorts.values()].flatMap(([first]) => first ?? []);
  await checks.check(`get_resource: ${some.length} of every type and state`, async () => {
    const wrong: string[] = [];
    for (const one of some) {
      const answer = await ask('get_resource', { resource_id: one.id });
      wrong.push(...differences(rowOf(answer, 'resource'), one));
      const found = rowsOf(answer, 'violations').map((row) => `${row.violation_type} ${row.tag_name}`);
      if (!isDeepStrictEqual(found.sort(), [...(one.violations ?? [])].sort())) wrong.push(`${one.id}: ${found}`);
    }
    holds(wrong.length === 0, `${wrong.length} differ:\n${wrong.slice(0, 8).join('\n')}`);
  });
  await checks.check('get_resource: by the last part of an id', async () => {
    const instance = estate.find(({ type }) => type === 'ec2:instance');
    const answer = await ask('get_resource', { resource_id: instance?.id.split('/').at(-1) });
    equal(rowOf(answer, 'resource').resource_id, instance?.id, 'resource_id');
  });
}

async function checkStatus(checks: Checks, ask: Ask, estate: readonly Planted[]): Promise<void> {
  await checks.check('list_accounts: both, connected, nothing missing', async () => {
    const accounts = rowsOf(await ask('list_accounts'), 'accounts');
    equal(
      accounts.map((row) => [row.account, row.status, row.missing_permissions]).sort(),
      ACCOUNTS.map((account) => [account, 'connected', []]),
      'accounts',
    );
  });
  await checks.check('get_collection_status: success, with the rows of each account', async () => {
    const last = rowOf(await ask('get_collection_status'), 'last');
    equal(last.status, 'success', 'status');
    equal(
      rowsOf(last, 'accounts')
        .map((row) => [row.account, row.status, row.rows, row.gaps])
        .sort(),
      Object.entries(countsBy(estate, ({ account }) => account)).map(([account, rows]) => [
        account,
        'success',
        rows,
        0,
      ]),
      'accounts',
    );
  });
  await checks.check('get_tagging_policy: the one that was written', async () => {
    const policy = await ask('get_tagging_policy');
    equal([policy.required_tag_count, policy.optional_tag_count], [2, 1], 'counts');
    holds(textOf(policy, 'source').includes('policy.json'), `source ${policy.source}`);
  });
}
