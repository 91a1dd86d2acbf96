import { join } from 'node:path';
import type { AccountSettings, Cloud } from './clouds/cloud.ts';
import { environmentSecrets } from './clouds/secrets.ts';
import { nextTime } from './collect/cron.ts';
import type { CollectionParts } from './collect/parts.ts';
import type { Config } from './config.ts';
import { openLog } from './log.ts';
import { withMemberSettings } from './member-settings.ts';
import type { CloudName } from './model/cloud.ts';
import { money } from './model/money.ts';
import { policyFrom, policyInForce } from './policy-in-force.ts';
import type { AccountTest, Product, TestOptions } from './serve/product.ts';
import type { Store } from './store/store.ts';
import { tools } from './tools/index.ts';
import type { KnownType, ToolContext } from './tools/tool.ts';

/** What tests put in the place of the real thing. */
export interface Overrides {
  readonly now?: () => Date;
  readonly store?: Store;
  readonly clouds?: readonly Cloud[];
  readonly logTo?: 'file' | 'stderr';
  readonly version?: string;
}

const once = <T>(make: () => Promise<T>): { (): Promise<T>; made(): Promise<T> | undefined } => {
  let made: Promise<T> | undefined;
  const get = () => {
    // What failed may work the next time: the user mends a folder and asks again.
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
  return Object.assign(get, { made: () => made });
};

/** The clouds of the accounts; each is loaded when one of its accounts is configured. */
async function configuredClouds(names: ReadonlySet<CloudName>): Promise<readonly Cloud[]> {
  const clouds: Cloud[] = [];
  if (names.has('aws')) clouds.push((await import('./clouds/aws/aws.ts')).aws);
  if (names.has('azure')) clouds.push((await import('./clouds/azure/azure.ts')).azure);
  if (names.has('gcp')) clouds.push((await import('./clouds/gcp/gcp.ts')).gcp);
  return clouds;
}

// The schema's optional fields may be present and undefined; a cloud's settings are then absent.
const present = (entry: object): AccountSettings =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as unknown as AccountSettings;

/** With none configured, the credentials that AWS's own tools would use are the account. */
const accountsOf = ({ accounts, multi_account: members }: Config): readonly AccountSettings[] =>
  (accounts.length > 0 ? accounts.map(present) : [{ cloud: 'aws' as const }]).map((entry) =>
    withMemberSettings(entry, members),
  );

/** Those of the clouds that are asked for by name without any configuration: what their own tools would use. */
const unasked = ({ accounts }: Config): readonly AccountSettings[] =>
  accounts.length > 0 ? [] : [{ cloud: 'azure' }, { cloud: 'gcp' }];

const collectionSettings = ({ collection, multi_account: members }: Config): CollectionParts['settings'] => ({
  services: collection.services,
  maxParallelAccounts: members.enabled ? members.max_parallel_accounts : collection.max_parallel_accounts,
  maxParallelRegions: collection.max_parallel_regions,
  deadlineSeconds: collection.deadline_seconds,
  callsPerSecond: collection.calls_per_second,
  dailyLimit: money(String(collection.paid_calls.daily_limit_usd), 'USD'),
  freshness: {
    inventoryMinutes: collection.freshness.inventory_minutes,
    costsHours: collection.freshness.costs_hours,
  },
});

async function costPagePrices(): Promise<ToolContext['settings']['costPagePrices']> {
  const [aws, azure, gcp] = await Promise.all([
    import('./clouds/aws/costs.ts'),
    import('./clouds/azure/costs.ts'),
    import('./clouds/gcp/query.ts'),
  ]);
  return {
    aws: money(aws.PRICE_PER_PAGE, 'USD'),
    azure: money(azure.PRICE_PER_PAGE, 'USD'),
    gcp: money(gcp.LEAST_PRICE, 'USD'),
  };
}

/** Composes the product from a validated configuration. Nothing is opened before it is needed. */
export function openApp(config: Config, overrides: Overrides = {}): Product {
  const { home, organisation } = config;
  const now = overrides.now ?? (() => new Date());
  const log = openLog(overrides.logTo === 'stderr' ? 'stderr' : { file: join(home, 'cloudoptima.log') }, now);
  const accounts = accountsOf(config);
  const names = new Set(accounts.map(({ cloud }) => cloud));
  const askable = [...accounts, ...unasked(config)];
  const policy = policyInForce(config);

  const store = once(async () => {
    if (overrides.store) return overrides.store;
    const { openStore } = await import('./store/open.ts');
    return openStore({ home, organisation, now: now() });
  });

  const parts = once(async (): Promise<CollectionParts> => {
    const { systemSleep } = await import('./collect/time.ts');
    return {
      store: await store(),
      clouds: overrides.clouds ?? (await configuredClouds(new Set(askable.map(({ cloud }) => cloud)))),
      accounts: askable,
      secrets: environmentSecrets(process.env),
      settings: collectionSettings(config),
      time: { now, sleep: systemSleep, random: Math.random },
      policy: async () => (await policy()).policy,
      log: (error, where) => log.error(where, { error }),
    };
  });

  const knownTypes = once(async (): Promise<readonly KnownType[]> => {
    const { awsCollectors } = await import('./clouds/aws/resources/index.ts');
    const { azureCollectors } = await import('./clouds/azure/resources/index.ts');
    const { gcpCollectors } = await import('./clouds/gcp/resources/index.ts');
    const known = (cloud: CloudName, collectors: readonly Omit<KnownType, 'cloud'>[]) =>
      collectors.map(({ type, kind, taggable }) => ({ cloud, type, kind, taggable }));
    return [...known('aws', awsCollectors), ...known('azure', azureCollectors), ...known('gcp', gcpCollectors)];
  });

  const collection = once(async () => {
    const { createCollection } = await import('./collect/create-collection.ts');
    return createCollection(await parts());
  });

  const { schedule: cron, timezone } = config.collection;
  const when = cron === null || cron === 'off' ? undefined : { cron, timezone };
  let isFollowed = false;
  const schedule = when && {
    async follow(signal: AbortSignal): Promise<void> {
      const { followSchedule } = await import('./collect/schedule.ts');
      const { time } = await parts();
      isFollowed = true;
      const request = { organisation, clouds: [...names], what: config.collection.scheduled };
      const { runs } = (await store()).state;
      await followSchedule({ when, request, collection: await collection(), runs, time, log }, signal);
      isFollowed = false;
    },
    next: () => (isFollowed ? nextTime(when, now()) : undefined),
  };

  const context = once(
    async (): Promise<ToolContext> => ({
      organisation,
      store: await store(),
      // Most questions never collect, so that the collection is made when one does.
      collection: {
        plan: async (request, signal) => (await collection()).plan(request, signal),
        run: async (request, options) => (await collection()).run(request, options),
      },
      policy,
      settings: {
        currency: config.currency,
        costMetric: config.cost_metric,
        staleAfterHours: config.stale_after_hours,
        costPagePrices: await costPagePrices(),
      },
      schedule: when && { ...when, next: () => schedule?.next() },
      clouds: [...names],
      cloud: undefined,
      knownTypes,
      now,
    }),
  );

  async function testAccounts(signal: AbortSignal, { record, cloud }: TestOptions): Promise<readonly AccountTest[]> {
    const clouds = cloud === undefined ? [...names] : [cloud];
    const tests = await (await collection()).testAccounts({ organisation, clouds, record }, signal);
    return tests.map(({ missingPermissions, ...test }) => ({ ...test, missing_permissions: missingPermissions }));
  }

  async function validatePolicy(file: string | undefined): ReturnType<Product['validatePolicy']> {
    const inForce = await (file === undefined ? policy() : policyFrom(file));
    const { policyWarnings } = await import('./analyze/tags/policy-warnings.ts');
    return { ...inForce, warnings: policyWarnings(inForce.policy, await knownTypes()) };
  }

  return {
    version: overrides.version ?? '0.0.0',
    home,
    organisation,
    tools,
    toolChoice: { toolsets: config.mcp.toolsets, readOnly: config.mcp.read_only },
    serve: {
      host: config.serve.host,
      port: config.serve.port,
      allowRemote: config.serve.allow_remote,
      allowedHosts: config.serve.allowed_hosts,
      allowedOrigins: config.serve.allowed_origins,
    },
    log,
    clouds: [...names],
    context,
    testAccounts,
    schedule,
    warnings: config.warnings,
    validatePolicy,
    async close() {
      if (store.made()) await (await store()).close();
      await log.flush();
    },
  };
}
