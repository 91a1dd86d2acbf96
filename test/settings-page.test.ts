import { expect, test } from 'vitest';
import { settingsPage } from '../scripts/settings-page.ts';
import { settingVariables } from '../src/config/environment.ts';
import { ACCOUNT_SCHEMAS } from '../src/config/schema.ts';

const page = settingsPage('');
const lineOf = (setting: string): string => page.split('\n').find((line) => line.startsWith(`| \`${setting}\``)) ?? '';

test('every setting is named', () => {
  const paths = settingVariables().map(({ path }) => path.join('.'));
  expect(paths.length).toBeGreaterThan(40);
  expect(paths.filter((path) => !page.includes(`\`${path}`))).toEqual([]);
  for (const [cloud, { shape }] of Object.entries(ACCOUNT_SCHEMAS)) {
    const own = page.split('\n### ').find((section) => section.startsWith(`Where \`cloud\` is \`${cloud}\``)) ?? '';
    expect([cloud, Object.keys(shape).filter((key) => !own.includes(`| \`accounts[].${key}`))]).toEqual([cloud, []]);
  }
});

test.each([
  ['serve.port', 'integer, 0 to 65535 | `7357` | 0 takes a free one. |'],
  ['collection.schedule', 'string, or null | `"0 */6 * * *"` |'],
  ['collection.batch_size.aws', 'How many resources one page'],
  ['mcp.read_only', 'Offers no tool that writes or calls a provider. |'],
  ['mcp.identical_calls', 'Accepted and not acted on by this version. |'],
  ['scheduled_compliance.schedule', 'Accepted and not acted on by this version. |'],
  ['notify[].url', 'Accepted and not acted on by this version. |'],
  ['policy.aws_policy_id', 'Accepted and not acted on by this version. |'],
])('%s says %s', (setting, words) => expect(lineOf(setting)).toContain(words));
