import { expect, test } from 'vitest';
import { openEstate } from '../testing/estate.fixture.ts';
import { getTaggingPolicy } from './get-tagging-policy.ts';

test('tells the policy in force and where it came from', async () => {
  await using estate = await openEstate();
  const { answer, text } = await estate.ask(getTaggingPolicy);
  expect(answer).toMatchObject({
    source: 'default',
    required_tag_count: 3,
    optional_tag_count: 0,
    all_applicable_resource_types: [],
  });
  expect(answer.version).toMatch(/^[0-9a-f]{16}$/);
  expect(text).toBe(`Tagging policy from default (version ${answer.version}): 3 required and 0 optional tags.`);
});
