import type { CloudName } from '../model/cloud.ts';
import type { Diagnosis, ProbedAccount, ProbedGroup } from '../serve/product.ts';

/** The document that grants an action of AWS; undefined where none does. */
type PolicyOf = (action: string) => string | undefined;

/** What grants what is missing: of AWS the documents that have it, of the other clouds the one role. */
function grantOf(cloud: string, missing: readonly string[], policyOf: PolicyOf): string {
  const roles = `\`cloudoptima init roles --cloud ${cloud}`;
  const names = cloud === 'aws' ? [...new Set(missing.flatMap((action) => policyOf(action) ?? []))].sort() : [];
  if (names.length === 0) return `${roles}\` grants them`;
  return `${names.join(' and ')} of ${roles} --format json\` ${names.length === 1 ? 'grants' : 'grant'} them`;
}

function groupDiagnosis({ cloud, account }: ProbedAccount, one: ProbedGroup, policyOf: PolicyOf): Diagnosis[] {
  const { group, status, detail, missing_permissions: missing } = one;
  if (status === 'seen' || status === 'not_asked') return [];
  const grants = missing.length > 0 ? `; missing: ${missing.join(', ')}; ${grantOf(cloud, missing, policyOf)}` : '';
  return [{ check: `${cloud} ${account} ${group}`, status: 'warning', detail: `${detail}${grants}` }];
}

/** What an account that answers shows, in one line. */
function shown({ groups }: ProbedAccount, paid: boolean): string {
  const seen = groups.flatMap(({ group, status }) => (status === 'seen' ? [group] : []));
  const unasked = groups.filter(({ status }) => status === 'not_asked');
  const isForMoney = !paid && unasked.some(({ detail }) => detail.includes('$'));
  return [
    'answers',
    ...(seen.length > 0 ? [`shows ${seen.join(', ')}`] : []),
    ...unasked.map(({ group, detail }) => `${group} ${detail}`),
    ...(isForMoney ? ['doctor --costs asks it'] : []),
  ].join('; ');
}

/** What each account shows now: a line, and one for each kind of data of which something is missing. */
export function* accountDiagnoses(
  accounts: readonly ProbedAccount[],
  paid: boolean,
  policyOf: PolicyOf,
): Iterable<Diagnosis> {
  for (const account of accounts) {
    const check = `${account.cloud} ${account.account}`;
    if (account.status === 'inactive') {
      yield { check, status: 'ok', detail: account.detail };
      continue;
    }
    if (account.status !== 'connected') {
      yield { check, status: 'failed', detail: account.detail };
      continue;
    }
    yield { check, status: 'ok', detail: shown(account, paid) };
    for (const group of account.groups) yield* groupDiagnosis(account, group, policyOf);
    yield* missedBefore(account);
  }
}

/** What the last collection was refused, of what was not asked now. */
function* missedBefore({ cloud, account, groups, missing_permissions: before }: ProbedAccount): Iterable<Diagnosis> {
  if (before.length === 0 || !groups.some(({ status }) => status === 'not_asked')) return;
  const now = groups.flatMap(({ missing_permissions: missing }) => missing);
  const unasked = before.filter((action) => !now.includes(action));
  if (unasked.length === 0) return;
  const detail = `permissions missing at the last collection: ${unasked.join(', ')}`;
  yield { check: `${cloud} ${account}`, status: 'warning', detail };
}

/** The clouds that have a bill which is read. */
export const billedClouds = (accounts: readonly ProbedAccount[]): CloudName[] => [
  ...new Set(
    accounts.flatMap(({ cloud, groups }) =>
      groups.some(({ group }) => group === 'costs') ? [cloud as CloudName] : [],
    ),
  ),
];
