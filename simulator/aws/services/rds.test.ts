import {
  DescribeDBClusterSnapshotsCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
  ListTagsForResourceCommand,
  paginateDescribeDBClusterSnapshots,
  paginateDescribeDBClusters,
  paginateDescribeDBInstances,
  paginateDescribeDBSnapshots,
  RDSClient,
  type Tag,
} from '@aws-sdk/client-rds';
import { afterAll, describe, expect, test } from 'vitest';
import type { DbInstanceDetail } from '../../estate/aws/rds.ts';
import { startSimulator } from '../../start.ts';
import { asAccount } from '../../test/clients.ts';
import { pagesOf } from '../../test/pages.ts';

const simulator = await startSimulator({ resources: 12_000 });
afterAll(() => simulator.close());

const account = simulator.estate.accounts[1]?.id ?? '';
const client = new RDSClient(await asAccount(simulator, account));
const paging = { client, pageSize: 20 };
const planted = <Detail>(type: string) => simulator.estate.of<Detail>(type, account, 'us-east-1');

const tagsOf = (list: readonly Tag[] = []) => Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));

const everything = {
  async 'rds:db'() {
    const pages = await pagesOf(paginateDescribeDBInstances(paging, {}));
    return pages.map(({ DBInstances = [] }) =>
      DBInstances.map(({ DBInstanceArn, TagList }) => [DBInstanceArn, TagList]),
    );
  },
  async 'rds:cluster'() {
    const pages = await pagesOf(paginateDescribeDBClusters(paging, {}));
    return pages.map(({ DBClusters = [] }) => DBClusters.map(({ DBClusterArn, TagList }) => [DBClusterArn, TagList]));
  },
  async 'rds:snapshot'() {
    const pages = await pagesOf(paginateDescribeDBSnapshots(paging, {}));
    return pages.map(({ DBSnapshots = [] }) =>
      DBSnapshots.map(({ DBSnapshotArn, TagList }) => [DBSnapshotArn, TagList]),
    );
  },
  async 'rds:cluster-snapshot'() {
    const pages = await pagesOf(paginateDescribeDBClusterSnapshots(paging, {}));
    return pages.map(({ DBClusterSnapshots = [] }) =>
      DBClusterSnapshots.map(({ DBClusterSnapshotArn, TagList }) => [DBClusterSnapshotArn, TagList]),
    );
  },
} as const;

test.each(Object.entries(everything))('every page of %s, with tags', async (type, list) => {
  const pages = await list();
  const expected = planted(type).map(({ id, tags }) => [id, tags]);
  expect(pages).toHaveLength(Math.max(1, Math.ceil(expected.length / 20)));
  const found = pages.flat() as [string, Tag[] | undefined][];
  expect(found.map(([id, tags]) => [id, tagsOf(tags)])).toEqual(expected);
});

test('some databases were never tagged', async () => {
  const untagged = planted('rds:db').find(({ tags }) => Object.keys(tags).length === 0);
  const { DBInstances: [found] = [] } = await client.send(
    new DescribeDBInstancesCommand({ DBInstanceIdentifier: untagged?.name }),
  );
  expect(found?.TagList).toEqual([]);
  expect(await client.send(new ListTagsForResourceCommand({ ResourceName: untagged?.id }))).toMatchObject({
    TagList: [],
  });
});

test('tags of a resource by its ARN', async () => {
  const [database] = planted('rds:db').filter(({ tags }) => Object.keys(tags).length > 0);
  const { TagList } = await client.send(new ListTagsForResourceCommand({ ResourceName: database?.id }));
  expect(tagsOf(TagList)).toEqual(database?.tags);
});

test('a database is told as it was planted', async () => {
  const database = planted<DbInstanceDetail>('rds:db').find(({ detail }) => detail.storageType === 'io1');
  const { DBInstances: [found] = [] } = await client.send(
    new DescribeDBInstancesCommand({ DBInstanceIdentifier: database?.name }),
  );
  expect(found).toMatchObject({
    DBInstanceClass: database?.detail.instanceClass,
    Engine: database?.detail.engine,
    AllocatedStorage: database?.detail.storageGiB,
    Iops: database?.detail.iops,
    MultiAZ: database?.detail.multiAz,
    InstanceCreateTime: database?.createdAt,
  });
});

test('a cluster names its members, one of which writes', async () => {
  const member = planted<DbInstanceDetail>('rds:db').find(({ detail }) => detail.cluster);
  const identifier = member?.detail.cluster;
  const { DBClusters: [cluster] = [] } = await client.send(
    new DescribeDBClustersCommand({ DBClusterIdentifier: identifier }),
  );
  expect(cluster?.DBClusterMembers?.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier)).toContain(member?.name);
  expect(cluster?.DBClusterMembers?.filter(({ IsClusterWriter }) => IsClusterWriter)).toHaveLength(1);
  const { DBInstances = [] } = await client.send(
    new DescribeDBInstancesCommand({ Filters: [{ Name: 'db-cluster-id', Values: [identifier ?? ''] }] }),
  );
  expect(DBInstances).toHaveLength(cluster?.DBClusterMembers?.length ?? 0);
});

test('automated snapshots alone', async () => {
  const { DBSnapshots = [] } = await client.send(new DescribeDBSnapshotsCommand({ SnapshotType: 'automated' }));
  expect(DBSnapshots.length).toBeGreaterThan(0);
  expect(DBSnapshots.every(({ DBSnapshotIdentifier }) => DBSnapshotIdentifier?.startsWith('rds:'))).toBe(true);
});

describe('refused', () => {
  test.each([
    ['a page that is too small', new DescribeDBInstancesCommand({ MaxRecords: 19 }), 'InvalidParameterValue'],
    ['a page that is too large', new DescribeDBInstancesCommand({ MaxRecords: 101 }), 'InvalidParameterValue'],
    ['a token of its own', new DescribeDBInstancesCommand({ Marker: 'made-up' }), 'InvalidParameterValue'],
    [
      'a database that is not there',
      new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'nobody' }),
      'DBInstanceNotFoundFault',
    ],
  ])('%s', async (_, command, name) => {
    await expect(client.send(command)).rejects.toMatchObject({ name });
  });

  test('a cluster and a snapshot that are not there', async () => {
    await expect(client.send(new DescribeDBClustersCommand({ DBClusterIdentifier: 'nobody' }))).rejects.toMatchObject({
      name: 'DBClusterNotFoundFault',
    });
    await expect(
      client.send(new DescribeDBClusterSnapshotsCommand({ DBClusterSnapshotIdentifier: 'nobody' })),
    ).rejects.toMatchObject({ name: 'DBClusterSnapshotNotFoundFault' });
  });
});
