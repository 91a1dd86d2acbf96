import type { Random } from '../random.ts';

/** A version-4 UUID: ids of subscriptions, tenants, applications. */
export const uuid = (random: Random): string =>
  [
    random.hex(8),
    random.hex(4),
    `4${random.hex(3)}`,
    `${random.pick(['8', '9', 'a', 'b'])}${random.hex(3)}`,
    random.hex(12),
  ].join('-');

/** The id of a resource: `Microsoft.Sql/servers/databases` and `server/database` become one path. */
export function armId(subscription: string, group: string, type: string, name: string): string {
  const [provider = '', ...kinds] = type.split('/');
  const names = name.split('/');
  const path = kinds.map((kind, index) => `${kind}/${names[index] ?? ''}`).join('/');
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/${provider}/${path}`;
}
