import type { CallCount } from '../../simulator/call-log.ts';
import type { CloudName } from '../../simulator/estate/estate.ts';

/** Of one cloud, or of all. */
export const totalOf = (
  list: readonly { readonly cloud: CloudName; readonly calls: number }[],
  cloud?: CloudName,
): number => list.reduce((total, one) => (cloud === undefined || one.cloud === cloud ? total + one.calls : total), 0);

/** Counts since an earlier look. */
export function since(before: readonly CallCount[], now: readonly CallCount[]): CallCount[] {
  const key = ({ cloud, account, region, service, operation }: CallCount) =>
    [cloud, account, region, service, operation].join(' ');
  const known = new Map(before.map((count) => [key(count), count.calls]));
  return now
    .map((count) => ({ ...count, calls: count.calls - (known.get(key(count)) ?? 0) }))
    .filter(({ calls }) => calls > 0);
}
