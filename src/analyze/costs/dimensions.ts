import { UserError } from '../../model/errors.ts';
import { nearest } from '../../model/nearest.ts';

/** What charges of a cost API can be told apart by, beside `tag:<key>`. */
export const DIMENSIONS = ['ServiceName', 'SubAccountId', 'RegionId', 'ProviderName'] as const;

const ALIASES: ReadonlyMap<string, (typeof DIMENSIONS)[number]> = new Map(
  Object.entries({
    service: 'ServiceName',
    services: 'ServiceName',
    servicename: 'ServiceName',
    service_name: 'ServiceName',
    account: 'SubAccountId',
    accounts: 'SubAccountId',
    account_id: 'SubAccountId',
    linked_account: 'SubAccountId',
    subaccountid: 'SubAccountId',
    subaccountname: 'SubAccountId',
    region: 'RegionId',
    regions: 'RegionId',
    regionid: 'RegionId',
    regionname: 'RegionId',
    cloud: 'ProviderName',
    cloud_provider: 'ProviderName',
    provider: 'ProviderName',
    providername: 'ProviderName',
  } as const),
);

/** The dimension that a word means, in FOCUS' name. @throws UserError with the nearest one that there is. */
export function dimensionOf(word: string): string {
  const known = ALIASES.get(word.toLowerCase());
  if (known) return known;
  if (/^tag:./i.test(word)) return `tag:${word.slice(4)}`;
  const near = nearest(word, [...DIMENSIONS, 'service', 'account', 'region', 'tag:']);
  const hint = near ? ` Did you mean ${near === 'tag:' ? 'tag:<key>' : near}?` : '';
  throw new UserError(
    `Costs can't be told apart by «${word.slice(0, 120)}».${hint} Costs are collected by ServiceName, SubAccountId, RegionId, ProviderName or tag:<key>; this version has no finer columns.`,
  );
}
