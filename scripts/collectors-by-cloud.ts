import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CLOUDS, type CloudName } from '../src/model/cloud.ts';
import type { Kind } from '../src/model/kinds.ts';

/** What every cloud's collectors tell of their type. */
export interface ListedCollector {
  readonly type: string;
  readonly kind: Kind;
  readonly reach: 'regional' | 'global';
  readonly taggable: boolean;
  readonly free?: true;
  readonly permissions: readonly string[];
}

export interface CollectorsOfCloud {
  readonly cloud: CloudName;
  readonly collectors: readonly ListedCollector[];
}

const root = join(import.meta.dirname, '..');

/** The generated lists of the clouds that have one: `awsCollectors` of `src/clouds/aws/resources/index.ts`. */
export async function collectorsByCloud(): Promise<CollectorsOfCloud[]> {
  const found: CollectorsOfCloud[] = [];
  for (const cloud of CLOUDS) {
    const index = join(root, 'src', 'clouds', cloud, 'resources', 'index.ts');
    if (!existsSync(index)) continue;
    const lists: Readonly<Record<string, readonly ListedCollector[]>> = await import(index);
    found.push({ cloud, collectors: lists[`${cloud}Collectors`] ?? [] });
  }
  return found;
}
