import { join } from 'node:path';
import { accountKeeping } from './accounts/keeping.ts';
import { accountList, present, withStored } from './accounts/list.ts';
import { masterKeys } from './accounts/master-key.ts';
import { openSecrets, tellingEach } from './accounts/open-secrets.ts';
import type { AccountSettings, Cloud } from './clouds/cloud.ts';
import type { Secrets } from './clouds/secrets.ts';
import type { AfterCollection } from './collect/after.ts';
import type { CollectionSources } from './collect/create-collection.ts';
import { nextTime } from './collect/cron.ts';
import type { CollectionParts } from './collect/parts.ts';
import type { CollectableType } from './collect/planning/named-types.ts';
import type { Time } from './collect/time.ts';
import { withBatchSize } from './config/batch-size.ts';
import type { Config } from './config/config.ts';
import { withMemberSettings } from './config/member-settings.ts';
import { openLog } from './log.ts';
import type { CloudName } from './model/cloud.ts';
import { UserError } from './model/errors.ts';
import { money } from './model/money.ts';
import { policyFrom, policyInForce } from './policy-in-force.ts';
import type { AccountTest, ProbedAccount, ProbeOptions, Product, TestOptions } from './serve/product.ts';
import type { Store } from './store/store.ts';
import { unopenedStore } from './store/unopened.ts';
import { tools } from './tools/index.ts';
import type { KnownType, ToolContext } from './tools/tool.ts';
import { untilItWorks } from './until-it-works.ts';

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

/** Small: what a cloud needs is loaded when one of its accounts is connected. */
async function everyCloud(): Promise<readonly Cloud[]> {
  const [{ aws }, { azure }, { gcp }] = await Promise.all([
    import('./clouds/aws/aws.ts'),
    import('./clouds/azure/azure.ts'),
    import('./clouds/gcp/gcp.ts'),
  ]);
  return [aws, azure, gcp];
}

/** Every type that has a collector, in whatever cloud. */
async function everyType(): Promise<readonly (KnownType & CollectableType)[]> {
  const [{ awsCollectors }, { azureCollectors }, { gcpCollectors }] = await Promise.all([
    import('./clouds/aws/resources/index.ts'),
    import('./clouds/azure/resources/index.ts'),
    import('./clouds/gcp/resources/index.ts'),
  ]);
  const { serviceOf } = await import('./clouds/service-of.ts');
  const known = (cloud: CloudName, collectors: readonly Omit<KnownType, 'cloud'>[]) =>
    collectors.map(({ type, kind, taggable, free }) => ({
      ...{ cloud, type, kind, taggable, service: serviceOf(type) },
      ...(free ? { free } : {}),
    }));
  return [...known('aws', awsCollectors), ...known('azure', azureCollectors), ...known('gcp', gcpCollectors)];
}

/** With none configured and none added, what the clouds' own tools would use: AWS's is the account, the others are asked by name. */
const orUsual = (accounts: readonly AccountSettings[]): readonly AccountSettings[] =>
  accounts.length > 0 ? accounts : [{ cloud: 'aws' }, { cloud: 'azure' }, { cloud: 'gcp' }];

const cloudsOf = (accounts: readonly Pick<AccountSettings, 'cloud'>[]): readonly CloudName[] =>
  accounts.length > 0 ? [...new Set(accounts.map(({ cloud }) => cloud))] : ['aws'];

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
  const lookedUp = new Set<string>();
  const log = openLog(overrides.logTo === 'stderr' ? 'stderr' : { file: join(home, 'cloudoptima.log') }, now, lookedUp);
  const configured = config.accounts.map(present);
  const policy = policyInForce(config);
  const time: Time = {
    now,
    sleep: async (ms, signal) => (await import('./collect/time.ts')).systemSleep(ms, signal),
    random: Math.random,
  };

  const warnings = new Set(config.warnings);
  const warn = (sentence: string): void => {
    if (!warnings.has(sentence)) log.info(sentence);
    warnings.add(sentence);
  };
  const environment = process.env;
  const telling = (secrets: Secrets) => tellingEach(secrets, (secret) => lookedUp.add(secret));
  const secrets = telling(openSecrets({ environment, time, warn }));
  const keys = masterKeys({ home, environment, reference: config.credentials.master_key, secrets, warn });

  const store = once(async () => {
    if (overrides.store) return overrides.store;
    const { openStore } = await import('./store/open.ts');
    return openStore({ home, organisation, now: now() });
  });

  const vault = once(async () => {
    const { connectionVault } = await import('./store/connections/vault.ts');
    return connectionVault((await store()).state.connections, organisation, keys);
  });

  /** The clouds with an entry in the configuration or an added connection, which other processes add, too. */
  async function cloudsNow(): Promise<readonly CloudName[]> {
    return cloudsOf([...configured, ...(await (await vault()).list())]);
  }

  const knownTypes = once(everyType);

  const parts = once(async (): Promise<CollectionSources> => {
    const { complianceSnapshot } = await import('./compliance-snapshot.ts');
    const opened = await store();
    const after: readonly AfterCollection[] = [complianceSnapshot(opened, policy, now)];
    return {
      ...{ store: opened, after },
      clouds: overrides.clouds ?? (await everyCloud()),
      accounts: async () => {
        const list = orUsual(await accountList(configured, await vault()));
        return list.map((entry) => withBatchSize(withMemberSettings(entry, config.multi_account), config.collection));
      },
      secrets: telling(withStored(secrets, vault)),
      settings: collectionSettings(config),
      time,
      types: knownTypes,
      policy: async () => (await policy()).policy,
      log: (error, where) => log.error(where, { error }),
    };
  });

  const collection = once(async () => {
    const { createCollection } = await import('./collect/create-collection.ts');
    return createCollection(await parts());
  });

  const { schedule: cron, timezone } = config.collection;
  const when = cron === null || cron === 'off' ? undefined : { cron, timezone };
  let isFollowed = false;
  let problem: string | undefined;
  const schedule = when && {
    async follow(signal: AbortSignal): Promise<void> {
      const { followSchedule } = await import('./collect/schedule.ts');
      const failed = (error: unknown) => {
        isFollowed = false;
        problem = `Nothing is collected by schedule: it can't begin, and is tried again every minute. The log and \`cloudoptima doctor\` say why.`;
        log.error('the schedule', { error });
      };
      await untilItWorks(time, signal, failed, async () => {
        const request = { organisation, clouds: await cloudsNow(), what: config.collection.scheduled };
        const { runs } = (await store()).state;
        const collecting = await collection();
        const run: typeof collecting.run = async (asked, options) =>
          // A connection may have been added since.
          collecting.run({ ...asked, clouds: await cloudsNow() }, options);
        [isFollowed, problem] = [true, undefined];
        await followSchedule({ when, request, collection: { run }, runs, time, log }, signal);
      });
      isFollowed = false;
    },
    problem: () => problem,
    next: () => (isFollowed ? nextTime(when, now()) : undefined),
  };

  const context = once(
    async (): Promise<Omit<ToolContext, 'store' | 'clouds'>> => ({
      organisation,
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
      cloud: undefined,
      knownTypes,
      now,
    }),
  );

  /** Where no store can be opened, as in a home that may only be read, the policy can still be asked. */
  async function kept(): Promise<Pick<ToolContext, 'store' | 'clouds'>> {
    try {
      return { store: await store(), clouds: await cloudsNow() };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { store: unopenedStore(error), clouds: cloudsOf(configured) };
    }
  }

  async function testAccounts(
    signal: AbortSignal,
    { record, cloud, account }: TestOptions,
  ): Promise<readonly AccountTest[]> {
    const clouds = cloud === undefined ? await cloudsNow() : [cloud];
    const asked = { organisation, clouds, record, ...(account === undefined ? {} : { account }) };
    const tests = await (await collection()).testAccounts(asked, signal);
    return tests.map(({ missingPermissions, ...test }) => ({ ...test, missing_permissions: missingPermissions }));
  }

  async function probeAccounts(
    signal: AbortSignal,
    { cloud, ...asked }: ProbeOptions,
  ): Promise<readonly ProbedAccount[]> {
    const clouds = cloud === undefined ? await cloudsNow() : [cloud];
    const probed = await (await collection()).probeAccounts({ organisation, clouds, ...asked }, signal);
    return probed.map(({ groups, missingPermissions: before, organizationAccounts: members, ...account }) => ({
      ...{ ...account, ...(members === undefined ? {} : { organization_accounts: members }) },
      missing_permissions: before,
      groups: groups.map(({ missingPermissions, inactiveTags, ...group }) => ({
        ...{ ...group, missing_permissions: missingPermissions },
        ...(inactiveTags === undefined ? {} : { inactive_tags: inactiveTags }),
      })),
    }));
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
    clouds: cloudsOf(configured),
    context: async () => ({ ...(await context()), ...(await kept()) }),
    testAccounts,
    accounts: accountKeeping({
      ...{ organisation, configured, secrets, keys, vault, time },
      accounts: async () => (await store()).state.accounts,
      leases: async () => (await store()).state.leases,
    }),
    get warnings() {
      return [...warnings];
    },
    probeAccounts,
    schedule,
    validatePolicy,
    async close() {
      if (store.made()) await (await store()).close();
      await log.flush();
    },
  };
}
