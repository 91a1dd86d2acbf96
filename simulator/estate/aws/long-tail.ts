import { plantName } from '../names.ts';
import type { Planter } from '../planter.ts';
import type { Random } from '../random.ts';
import { plantTags } from '../tags.ts';
import { plantCreation } from '../time.ts';
import { uniqueNames } from '../unique.ts';
import { uuid } from '../uuid.ts';

/** What stands in an ARN after the account. */
type WriteResource = (name: string, random: Random) => string;

function planter(type: string, where: Planter['where'], resourceOf: WriteResource, role: string): Planter {
  const service = type.slice(0, type.indexOf(':'));
  return {
    type,
    weight: 0.4,
    where,
    plant(random, account, region, count, { now }) {
      const unique = uniqueNames();
      return Array.from({ length: count }, () => {
        const named = plantName(random, role);
        const name = unique(named.name);
        const resource = resourceOf(name, random);
        const { tags, violations } = plantTags(random, { ...named, type });
        return {
          cloud: 'aws' as const,
          id: `arn:aws:${service}:${region === 'global' ? '' : region}:${account.id}:${resource}`,
          type,
          account: account.id,
          region,
          name: tags.Name,
          createdAt: plantCreation(random, now),
          ...{ tags, violations },
          taggable: true,
          detail: {},
        };
      });
    },
  };
}

/**
 * What few companies have, and no API of ours but those over all types tells. Its ARNs are written in every way that AWS has, and
 * accelerators are a global service whose home is not that of the others.
 */
export const longTail: readonly Planter[] = [
  planter('appsync:apis', 'regions', (_, random) => `apis/${random.hex(26)}`, 'graphql'),
  planter('batch:compute-environment', 'regions', (name) => `compute-environment/${name}`, 'batch'),
  planter('dms:rep', 'regions', (_, random) => `rep:${random.hex(26).toUpperCase()}`, 'migration'),
  planter('mq:broker', 'regions', (name, random) => `broker:${name}:b-${uuid(random)}`, 'broker'),
  planter('transfer:server', 'regions', (_, random) => `server/s-${random.hex(17)}`, 'sftp'),
  planter('globalaccelerator:accelerator', 'global', (_, random) => `accelerator/${uuid(random)}`, 'edge'),
  planter('shield:protection', 'global', (_, random) => `protection/${uuid(random)}`, 'shield'),
];
