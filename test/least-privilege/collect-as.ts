import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountSettings, Cloud } from '../../src/clouds/cloud.ts';
import { environmentSecrets } from '../../src/clouds/secrets.ts';
import type { CollectRequest } from '../../src/collect/collection.ts';
import { createCollection } from '../../src/collect/create-collection.ts';
import { DEFAULT_SETTINGS } from '../../src/collect/parts.ts';
import { STARTING_RATES } from '../../src/collect/sending/rates.ts';
import { systemSleep } from '../../src/collect/time.ts';
import type { Gap } from '../../src/model/gap.ts';
import { openStore } from '../../src/store/open.ts';

// The simulator has no quotas, and there are collections to make for each action.
const FAST = 10_000;
const callsPerSecond = Object.fromEntries(Object.keys(STARTING_RATES).map((service) => [service, FAST]));

/** Entries of the settings, and who they are by. */
export interface Connected {
  readonly cloud: Cloud;
  readonly accounts: readonly AccountSettings[];
  readonly environment?: Readonly<Record<string, string>>;
}

export type Asked = Pick<CollectRequest, 'what'> & Partial<Pick<CollectRequest, 'resourceTypes'>>;

export interface Collected {
  /** What was not seen. */
  readonly gaps: readonly Gap[];
  /** How many resources there are of each type. */
  readonly types: ReadonlyMap<string, number>;
}

export const EVERYTHING: Asked = { what: ['inventory', 'costs', 'metrics', 'recommendations'] };

/** What there is of advice counts beside the types, where it is read like one. */
const ADVICE: Readonly<Record<string, string>> = { azure: 'Microsoft.Advisor/recommendations' };

/** Collects into a store that knows nothing yet. */
export async function collectAs(
  { cloud, accounts: entries, environment = {} }: Connected,
  asked: Asked,
): Promise<Collected> {
  const home = mkdtempSync(join(tmpdir(), 'cloudoptima-least-privilege-'));
  const now = () => new Date();
  const organisation = 'default';
  const store = await openStore({ home, organisation, now: now() });
  try {
    const { run } = createCollection({
      ...{ store, clouds: [cloud], accounts: entries, secrets: environmentSecrets(environment) },
      settings: { ...DEFAULT_SETTINGS, callsPerSecond },
      time: { now, sleep: systemSleep, random: Math.random },
      policy: async () => undefined,
    });
    const request = { organisation, clouds: [cloud.name], ...asked };
    const { accounts } = await run(request, { signal: new AbortController().signal, progress: () => {} });
    const snapshot = await store.inventory.latest(organisation, cloud.name);
    const types = new Map<string, number>();
    for (let offset: number | undefined = 0; snapshot && offset !== undefined; ) {
      const page: Awaited<ReturnType<typeof store.inventory.find>> = await store.inventory.find(
        snapshot,
        {},
        offset,
        1000,
      );
      for (const { id, type } of page.resources) {
        const advice = await store.state.recommendations.about(organisation, cloud.name, id);
        for (const one of [type, ...advice.map(() => ADVICE[cloud.name] ?? 'advice')])
          types.set(one, (types.get(one) ?? 0) + 1);
      }
      offset = page.next;
    }
    return { gaps: accounts.flatMap(({ gaps }) => gaps), types };
  } finally {
    await store.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** The actions that gaps say are denied, each once. */
export const deniedIn = ({ gaps }: Collected): readonly string[] => [
  ...new Set(gaps.filter(({ reason }) => reason === 'denied').map(({ detail }) => detail.split(' ')[0] ?? '')),
];
