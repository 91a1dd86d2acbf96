import type { InactiveAccount } from '../../clouds/cloud.ts';
import type { CloudName } from '../../model/cloud.ts';
import { CloudError, UserError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import { CLOUD_TITLES } from '../cloud-titles.ts';
import type { CollectRequest } from '../collection.ts';
import { gapOf } from '../gaps.ts';
import type { CollectionParts } from '../parts.ts';

/** An account that was not asked: it was refused, nobody answered, or nothing runs in it. */
export interface RefusedAccount {
  readonly cloud: CloudName;
  readonly name?: string;
  /** Its id, that of the account which is probably meant, or what the settings call it. */
  readonly account: string;
  /** Whether it is surely this one: a guess tells nothing of any other. */
  readonly identified: boolean;
  readonly status: 'denied' | 'unreachable' | 'inactive';
  readonly gap: Gap;
  readonly names: readonly string[];
}

/** What it means that an account could not be asked. */
export function refusalOf(
  error: unknown,
  cloud: CloudName,
  account: string,
  { log }: CollectionParts,
): Pick<RefusedAccount, 'status' | 'gap'> {
  const denied = error instanceof CloudError && error.facts.reason === 'denied';
  const status = denied ? 'denied' : 'unreachable';
  if (!(error instanceof CloudError || error instanceof UserError)) log?.(error, `connecting ${cloud} ${account}`);
  return { status, gap: gapOf(error, { cloud, account }, 'connecting') };
}

/** What is missing for it. Where nothing runs nothing is, unless it was asked for by name. */
export const refusalGaps = (
  refused: readonly RefusedAccount[],
  { accounts = [] }: Pick<CollectRequest, 'accounts'>,
): Gap[] =>
  refused.flatMap(({ status, names, gap }) =>
    status !== 'inactive' || accounts.some((word) => names.includes(word)) ? [gap] : [],
  );

/** An account that its cloud names, and in which nothing runs. */
export function inactiveAccount(cloud: CloudName, { id, name, state }: InactiveAccount): RefusedAccount {
  const detail = `${CLOUD_TITLES[cloud]} says that it is ${state}: nothing of it is asked`;
  return {
    ...{ cloud, account: id, identified: true, status: 'inactive' },
    ...(name === undefined ? {} : { name }),
    gap: { cloud, account: id, reason: 'not_collected', detail },
    names: [id, ...(name === undefined ? [] : [name])],
  };
}
