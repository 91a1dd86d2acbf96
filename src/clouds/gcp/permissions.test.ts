import { expect, test } from 'vitest';
import { leastPrivilegeRole } from './permissions.ts';
import { gcpCollectors } from './resources/index.ts';

const { includedPermissions } = leastPrivilegeRole(gcpCollectors, {
  costs: true,
  metrics: true,
  recommendations: true,
});

test('what the collectors name, each once and in order', () =>
  expect(
    leastPrivilegeRole([{ permissions: ['b.c.list', 'a.b.get'] }, { permissions: ['b.c.list'] }], {
      ...{ costs: false, metrics: true, recommendations: false },
    }).includedPermissions,
  ).toEqual([
    'a.b.get',
    'b.c.list',
    'monitoring.timeSeries.list',
    'resourcemanager.projects.get',
    'serviceusage.services.use',
  ]));

test('nothing in it changes anything but a query that runs, and nothing reads secrets or contents', () => {
  expect(includedPermissions.filter((name) => !/\.(get|list|getData|use|searchAllResources)$/.test(name))).toEqual([
    'bigquery.jobs.create',
  ]);
  expect(includedPermissions.filter((name) => /secretmanager|storage\.objects|\*/.test(name))).toEqual([]);
});

test('every permission of every collector is in it', () =>
  expect(
    gcpCollectors.flatMap(({ permissions }) => permissions).filter((name) => !includedPermissions.includes(name)),
  ).toEqual([]));
