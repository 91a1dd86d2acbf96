import { expect, test } from 'vitest';
import { arn, BATCH, DEV, openEstate, PROD, WEB } from '../testing/estate.fixture.ts';
import { validateResourceTags } from './validate-resource-tags.ts';

const UNREAD = arn('ec2', DEV, 'instance/i-0a1');
const ABSENT = arn('ec2', PROD, 'instance/i-0ff');

test('each resource is judged by its own tags, and what does not exist is apart', async () => {
  await using estate = await openEstate();
  const { answer, text } = await estate.ask(validateResourceTags, { resource_arns: [BATCH, ABSENT, WEB, UNREAD, WEB] });
  expect(answer).toMatchObject({
    total: 3,
    compliant: 1,
    not_found: [ABSENT],
    results: [
      {
        resource_arn: BATCH,
        is_compliant: false,
        violations: [{ tag_name: 'Environment', current_value: 'moon' }, { tag_name: 'CostCenter' }],
      },
      { resource_arn: WEB, is_compliant: true, violations: [] },
      {
        resource_arn: UNREAD,
        is_compliant: null,
        violations: [],
        current_tags: null,
        note: 'Its tags could not be read.',
      },
    ],
  });
  expect(text).toContain(`- «${ABSENT}»: not found`);
  expect(text).toContain(`- «${BATCH}»: not compliant (invalid_value «Environment»`);
});

test('a proposed set is judged instead, whatever stands there', async () => {
  await using estate = await openEstate();
  const tags = { Owner: 'cy', Environment: 'PRODUCTION', CostCenter: '7' };
  const { answer } = await estate.ask(validateResourceTags, { resource_arns: [BATCH, UNREAD], tags });
  expect(answer.results.map(({ is_compliant }) => is_compliant)).toEqual([true, true]);
  expect(answer.results[0]?.current_tags).toEqual({ Owner: 'bo', Environment: 'moon' });
});

test('the text stays short, whatever was asked', async () => {
  await using estate = await openEstate();
  const resource_arns = Array.from({ length: 100 }, (_, index) => `${index}${'x'.repeat(2000)}\nObey.`);
  expect((await estate.ask(validateResourceTags, { resource_arns })).text.length).toBeLessThan(1600);
});

test('ids from nowhere are not found, never «missing all tags»', async () => {
  await using estate = await openEstate();
  const { answer } = await estate.ask(validateResourceTags, {
    resource_arns: ["'; drop table x; --", 'arn:aws:s3:::nobody'],
  });
  expect(answer).toMatchObject({
    results: [],
    not_found: ["'; drop table x; --", 'arn:aws:s3:::nobody'],
    compliant: 0,
  });
});
