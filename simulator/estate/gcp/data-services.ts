import { plantLoad } from '../load.ts';
import type { Planter } from '../planter.ts';
import { plantCreation } from '../time.ts';
import { plantZone } from './regions.ts';
import { type GcpDetail, type GcpResource, gcpName, gcpResource } from './resource.ts';

const sqlTiers = [
  ['db-f1-micro', 9],
  ['db-custom-1-3840', 51],
  ['db-custom-2-7680', 102],
  ['db-custom-4-16384', 206],
  ['db-custom-8-32768', 412],
] as const;

export const sqlType = 'sqladmin.googleapis.com/Instance';

/** One that its owner stopped is RUNNABLE too: only the activation policy tells, and storage costs on. */
export const sqlInstances: Planter<GcpDetail> = {
  type: sqlType,
  weight: 4,
  where: 'regions',
  plant: (random, account, region, count, { now }) =>
    Array.from({ length: count }, () => {
      const named = gcpName(random, 'sql');
      const { name } = named;
      const createdAt = plantCreation(random, now);
      const [tier, dollars] = random.pick(sqlTiers);
      const regional = random.chance(0.3);
      const stopped = random.chance(0.12);
      const gigabytes = random.pick([10, 50, 100, 250, 500]);
      const storage = gigabytes * 0.17;
      return gcpResource(random, {
        ...{ account, region, named, name, createdAt, type: sqlType },
        path: `cloudsql.googleapis.com/projects/${account.id}/instances/${name}`,
        state: 'RUNNABLE',
        load: stopped ? { pattern: 'none', level: 0 } : plantLoad(random),
        monthlyDollars: (stopped ? 0 : dollars * (regional ? 2 : 1)) + storage,
        data: (labels) => ({
          ...{ kind: 'sql#instance', name, project: account.id, region, state: 'RUNNABLE', backendType: 'SECOND_GEN' },
          instanceType: random.chance(0.15) ? 'READ_REPLICA_INSTANCE' : 'CLOUD_SQL_INSTANCE',
          databaseVersion: random.pick([
            'POSTGRES_15',
            'POSTGRES_16',
            'MYSQL_8_0',
            'MYSQL_5_7',
            'SQLSERVER_2019_STANDARD',
          ]),
          connectionName: `${account.id}:${region}:${name}`,
          gceZone: plantZone(random, region),
          createTime: createdAt.toISOString(),
          settings: {
            ...{ kind: 'sql#settings', tier, pricingPlan: 'PER_USE', edition: 'ENTERPRISE' },
            activationPolicy: stopped ? 'NEVER' : 'ALWAYS',
            availabilityType: regional ? 'REGIONAL' : 'ZONAL',
            dataDiskType: random.chance(0.8) ? 'PD_SSD' : 'PD_HDD',
            dataDiskSizeGb: String(gigabytes),
            backupConfiguration: { enabled: random.chance(0.8), startTime: '03:00' },
            userLabels: labels,
          },
          selfLink: `https://sqladmin.googleapis.com/sql/v1beta4/projects/${account.id}/instances/${name}`,
        }),
      });
    }),
};

export const pubsubTopics: Planter<GcpDetail> = {
  type: 'pubsub.googleapis.com/Topic',
  weight: 4,
  where: 'global',
  plant: (random, account, region, count, { now }) =>
    Array.from({ length: count }, () => {
      const named = gcpName(random, 'topic');
      const { name } = named;
      const path = `projects/${account.id}/topics/${name}`;
      return gcpResource(random, {
        ...{ account, region, named, name, createdAt: plantCreation(random, now), type: 'pubsub.googleapis.com/Topic' },
        path: `pubsub.googleapis.com/${path}`,
        data: (labels) => ({
          name: path,
          labels,
          messageRetentionDuration: random.chance(0.3) ? '604800s' : undefined,
        }),
      });
    }),
};

export const pubsubSubscriptions: Planter<GcpDetail> = {
  type: 'pubsub.googleapis.com/Subscription',
  weight: 4,
  where: 'global',
  plant(random, account, region, count, { now, planted }) {
    const topics = planted<GcpDetail>('pubsub.googleapis.com/Topic', account.id);
    return Array.from({ length: count }, () => {
      const named = gcpName(random, 'sub');
      const { name } = named;
      const path = `projects/${account.id}/subscriptions/${name}`;
      const topic = topics.length > 0 && random.chance(0.9) ? random.pick(topics).detail.data.name : '_deleted-topic_';
      return gcpResource(random, {
        ...{
          account,
          region,
          named,
          name,
          createdAt: plantCreation(random, now),
          type: 'pubsub.googleapis.com/Subscription',
        },
        path: `pubsub.googleapis.com/${path}`,
        state: 'ACTIVE',
        data: (labels) => ({
          name: path,
          topic,
          labels,
          ackDeadlineSeconds: 10,
          state: 'ACTIVE',
          messageRetentionDuration: '604800s',
        }),
      });
    });
  },
};

export const datasetType = 'bigquery.googleapis.com/Dataset';

export const datasets: Planter<GcpDetail> = {
  type: datasetType,
  weight: 4,
  where: 'global',
  plant: (random, account, _region, count, { now }) =>
    Array.from({ length: count }, () => {
      const named = gcpName(random, 'dataset');
      // No dashes in the name of a dataset.
      const name = named.name.replaceAll('-', '_');
      const createdAt = plantCreation(random, now);
      const location = random.pick(['US', 'US', 'EU', 'us-central1']);
      return gcpResource(random, {
        ...{ account, region: location.toLowerCase(), named, name, createdAt, type: datasetType },
        path: `bigquery.googleapis.com/projects/${account.id}/datasets/${name}`,
        monthlyDollars: random.int(1, 90),
        data: (labels) => ({
          ...{ kind: 'bigquery#dataset', id: `${account.id}:${name}`, location, labels },
          datasetReference: { projectId: account.id, datasetId: name },
          creationTime: String(createdAt.getTime()),
          lastModifiedTime: String(createdAt.getTime()),
          defaultTableExpirationMs: random.chance(0.2) ? '2592000000' : undefined,
        }),
      });
    }),
};

export const redisInstances: Planter<GcpDetail> = {
  type: 'redis.googleapis.com/Instance',
  weight: 2,
  where: 'regions',
  plant: (random, account, region, count, { now }) =>
    Array.from({ length: count }, () => {
      const named = gcpName(random, 'cache');
      const path = `projects/${account.id}/locations/${region}/instances/${named.name}`;
      const createdAt = plantCreation(random, now);
      const gigabytes = random.pick([1, 4, 5, 16]);
      return gcpResource(random, {
        ...{ account, region, named, name: named.name, createdAt, type: 'redis.googleapis.com/Instance' },
        path: `redis.googleapis.com/${path}`,
        ...{ state: 'READY', load: plantLoad(random), monthlyDollars: gigabytes * 28 },
        data: (labels) => ({
          ...{ name: path, labels, state: 'READY', memorySizeGb: gigabytes, redisVersion: 'REDIS_7_2' },
          ...{ tier: random.chance(0.4) ? 'STANDARD_HA' : 'BASIC', locationId: plantZone(random, region) },
          ...{ host: `10.60.${random.int(0, 255)}.3`, port: 6379, createTime: createdAt.toISOString() },
        }),
      });
    }),
};

export const filestores: Planter<GcpDetail> = {
  type: 'file.googleapis.com/Instance',
  weight: 1,
  where: 'regions',
  plant: (random, account, region, count, { now }) =>
    Array.from({ length: count }, (): GcpResource => {
      const named = gcpName(random, 'nfs');
      const zone = plantZone(random, region);
      const path = `projects/${account.id}/locations/${zone}/instances/${named.name}`;
      const createdAt = plantCreation(random, now);
      return gcpResource(random, {
        ...{ account, region, named, name: named.name, createdAt, type: 'file.googleapis.com/Instance' },
        path: `file.googleapis.com/${path}`,
        ...{ location: zone, state: 'READY', load: plantLoad(random), monthlyDollars: 205 },
        data: (labels) => ({
          ...{ name: path, labels, state: 'READY', tier: 'BASIC_HDD', createTime: createdAt.toISOString() },
          fileShares: [{ name: 'vol1', capacityGb: '1024' }],
        }),
      });
    }),
};
