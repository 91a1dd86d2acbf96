import type { CloudName } from '../model/cloud.ts';
import { UserError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import type { ReachedAccount, RefusedAccount } from './connect.ts';

const TITLES: Readonly<Record<CloudName, string>> = { aws: 'AWS', azure: 'Azure', gcp: 'Google Cloud' };

/** Whether an account's regions can't be listed one by one. */
export const isListedWhole = ({ account }: Pick<ReachedAccount, 'account'>): boolean => account.regions === undefined;

/**
 * What is not listed because a request names regions: one list tells of all of them, and a part of it would be the whole.
 * @throws UserError where nothing else is asked.
 */
export function listedWhole(asked: readonly ReachedAccount[], refused: readonly RefusedAccount[]): Gap[] {
  const whole = asked.filter(isListedWhole).map(({ account: { cloud, id } }) => ({ cloud, account: id }));
  const clouds = new Set(whole.map(({ cloud }) => cloud));
  const reason = (cloud: CloudName) =>
    `${TITLES[cloud]} is listed whole, in all regions at once: leave out regions, and narrow the question instead`;
  const everyCloud = [...asked.map(({ account }) => account.cloud), ...refused.map(({ cloud }) => cloud)];
  if (clouds.size > 0 && everyCloud.every((cloud) => clouds.has(cloud)))
    throw new UserError([...clouds].map((cloud) => `${reason(cloud)}.`).join(' '));
  return whole.map((place) => ({
    ...place,
    dataset: 'inventory',
    reason: 'not_collected',
    detail: reason(place.cloud),
  }));
}
