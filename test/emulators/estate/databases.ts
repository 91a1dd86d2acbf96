import {
  CreateDBClusterCommand,
  CreateDBClusterSnapshotCommand,
  CreateDBInstanceCommand,
  CreateDBSnapshotCommand,
  DescribeDBClusterSnapshotsCommand,
  DescribeDBSnapshotsCommand,
  StopDBInstanceCommand,
} from '@aws-sdk/client-rds';
import { eachOf } from '../places.ts';
import type { Plot } from './plot.ts';
import { given } from './plot.ts';
import { tagList, variantAt } from './variants.ts';

/** More than the 100 that a page of them takes. */
export const MANY_DATABASES = 105;

const LOGIN = { MasterUsername: 'northwind', MasterUserPassword: 'emulated-only' };

/** Databases, clusters, and snapshots of both. */
export async function plantDatabases(plot: Plot, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => index);
  await eachOf(numbers, (index) => plantDatabase(plot, index), 4);
  for (let index = 0; index < 3; index++) await plantCluster(plot, index);
  for (let index = 0; index < 3; index++) await plantSnapshots(plot, index);
  await addAutomatedSnapshots(plot);
}

async function plantDatabase(plot: Plot, index: number): Promise<void> {
  const { rds } = plot.place;
  const name = `orders-${index}`;
  const encrypted = index % 2 === 0;
  const { DBInstance } = await rds.send(
    new CreateDBInstanceCommand({
      ...{
        DBInstanceIdentifier: name,
        DBInstanceClass: 'db.m5.large',
        Engine: 'postgres',
        AllocatedStorage: 20 + index,
      },
      ...{ StorageEncrypted: encrypted, MultiAZ: index % 4 === 0, StorageType: 'gp2', Tags: tagList(variantAt(index)) },
      ...LOGIN,
    }),
  );
  const isStopped = index === 1;
  if (isStopped) await rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier: name }));
  plot.add('rds:db', given(DBInstance?.DBInstanceArn, 'database'), variantAt(index), {
    name,
    state: isStopped ? 'stopped' : 'running',
    attributes: {
      ...{ instanceType: 'db.m5.large', engine: 'postgres', storageGib: 20 + index, storageType: 'gp2' },
      ...{ encrypted, multiZone: index % 4 === 0 },
    },
  });
}

async function plantCluster(plot: Plot, index: number): Promise<void> {
  const name = `shop-${index}`;
  const Tags = tagList(variantAt(index));
  const { DBCluster } = await plot.place.rds.send(
    new CreateDBClusterCommand({ DBClusterIdentifier: name, Engine: 'aurora-postgresql', Tags, ...LOGIN }),
  );
  plot.add('rds:cluster', given(DBCluster?.DBClusterArn, 'cluster'), variantAt(index), {
    name,
    attributes: { engine: 'aurora-postgresql', members: [] },
  });
}

async function plantSnapshots(plot: Plot, index: number): Promise<void> {
  const { rds } = plot.place;
  const variant = variantAt(index);
  const Tags = tagList(variant);
  const [database, cluster] = [`orders-${index}`, `shop-${index}`];
  const ofDatabase = await rds.send(
    new CreateDBSnapshotCommand({ DBInstanceIdentifier: database, DBSnapshotIdentifier: `before-${index}`, Tags }),
  );
  plot.add('rds:snapshot', given(ofDatabase.DBSnapshot?.DBSnapshotArn, 'snapshot'), variant, {
    name: `before-${index}`,
    attributes: { snapshotType: 'manual', databaseId: plot.arn('rds', `db:${database}`), encrypted: index % 2 === 0 },
  });
  const ofCluster = await rds.send(
    new CreateDBClusterSnapshotCommand({
      DBClusterIdentifier: cluster,
      DBClusterSnapshotIdentifier: `shut-${index}`,
      Tags,
    }),
  );
  plot.add('rds:cluster-snapshot', given(ofCluster.DBClusterSnapshot?.DBClusterSnapshotArn, 'snapshot'), variant, {
    name: `shut-${index}`,
    attributes: { snapshotType: 'manual', databaseId: plot.arn('rds', `cluster:${cluster}`) },
  });
}

/** Those that the service made of its own accord. */
async function addAutomatedSnapshots(plot: Plot): Promise<void> {
  const { rds } = plot.place;
  let Marker: string | undefined;
  do {
    const page = await rds.send(new DescribeDBSnapshotsCommand({ SnapshotType: 'automated', Marker }));
    for (const { DBSnapshotArn } of page.DBSnapshots ?? [])
      plot.add('rds:snapshot', given(DBSnapshotArn, 'snapshot'), 'never', {
        attributes: { snapshotType: 'automated' },
      });
    Marker = page.Marker || undefined;
  } while (Marker);
  const { DBClusterSnapshots } = await rds.send(new DescribeDBClusterSnapshotsCommand({ SnapshotType: 'automated' }));
  for (const { DBClusterSnapshotArn } of DBClusterSnapshots ?? [])
    plot.add('rds:cluster-snapshot', given(DBClusterSnapshotArn, 'snapshot'), 'never', {
      attributes: { snapshotType: 'automated' },
    });
}
