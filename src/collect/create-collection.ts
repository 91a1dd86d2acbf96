import type { AccountProber, AccountTester, Collection } from './collection.ts';
import { connectAccounts } from './connecting/connect.ts';
import { testAccounts } from './connecting/test-accounts.ts';
import { createPaidCalls } from './costs/paid-calls.ts';
import { stillFresh } from './inventory/known-reach.ts';
import type { CollectionParts } from './parts.ts';
import { makePlan } from './planning/plan.ts';
import { everyType, NOTHING_PLANNED, planUnits, wantedOf } from './planning/units.ts';
import { probeAccounts } from './probe/probe.ts';
import { runCollection } from './run.ts';
import { createRateLimiter } from './sending/rate-limit.ts';
import { ratesWith } from './sending/rates.ts';
import { createSender, type SendSettings } from './sending/send.ts';

/** What a collection is made of, where the accounts may change while the process runs. */
export interface CollectionSources extends Omit<CollectionParts, 'accounts' | 'accountsNow'> {
  readonly accounts: CollectionParts['accounts'] | (() => Promise<CollectionParts['accounts']>);
}

async function partsNow({ accounts, ...parts }: CollectionSources): Promise<CollectionParts> {
  if (typeof accounts !== 'function') return { ...parts, accounts };
  return { ...parts, accounts: await accounts(), accountsNow: accounts };
}

/** The collection of one process. What it learns of the services' limits lasts as long as it does. */
export function createCollection(
  sources: CollectionSources,
  sending: SendSettings = {},
): Collection & AccountTester & AccountProber {
  const { send } = createSender(
    createRateLimiter(sources.time, ratesWith(sources.settings.callsPerSecond)),
    sources.time,
    sending,
  );
  return {
    async plan(request, signal) {
      const { organisation } = request;
      const parts = await partsNow(sources);
      const { store, settings, time } = parts;
      const { ask, skipped } = await stillFresh(parts, request);
      const wanted = wantedOf({ ...request, clouds: ask });
      const reach =
        ask.length > 0
          ? planUnits(
              await connectAccounts(parts, send, wanted, signal),
              request,
              settings.services,
              await everyType(parts, request),
            )
          : NOTHING_PLANNED;
      const paid = createPaidCalls(store.state.spend, organisation, settings.dailyLimit, time);
      return makePlan(parts, reach, request, paid, skipped);
    },
    run: async (request, options) => runCollection(await partsNow(sources), send, request, options),
    testAccounts: async (of, signal) => testAccounts(await partsNow(sources), send, of, signal),
    probeAccounts: async (of, signal) => probeAccounts(await partsNow(sources), send, of, signal),
  };
}
