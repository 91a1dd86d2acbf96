import { expect, test } from 'vitest';
import type { CostUpdate } from '../model/run.ts';
import { createCloudParts } from './cloud-parts.ts';

const counts = { countsOf: (cloud: string) => ({ unitsDone: cloud === 'aws' ? 3 : 0, unitsTotal: 4 }) };
const none = { cloud: 'gcp', unitsDone: 0, unitsTotal: 4 } as const;
const update = (month: string): CostUpdate => ({ payer: '1', view: 'ServiceName', month });

test('what changed in one cloud is none of the others', () => {
  const parts = createCloudParts(['aws', 'gcp'], counts, undefined);
  parts.changed('aws', { newResources: 2, modifiedResources: 0, deletedResources: 1 }, []);
  parts.changed('aws', { costUpdates: 1 }, [update('2026-10')]);
  const changes = { newResources: 2, modifiedResources: 0, deletedResources: 1, costUpdates: 1 };
  expect(parts.kept()).toEqual({
    clouds: [{ cloud: 'aws', unitsDone: 3, unitsTotal: 4, changes, costUpdates: [update('2026-10')] }, none],
  });
});

test('a run that is gone on with keeps what it had, and twenty updates at most', () => {
  const had = { cloud: 'aws', unitsDone: 9, unitsTotal: 9, changes: { costUpdates: 19 } } as const;
  const costUpdates = Array.from({ length: 19 }, () => update('2026-09'));
  const changes = { costUpdates: 19 };
  const parts = createCloudParts(['aws'], counts, { changes, clouds: [{ ...had, costUpdates }] });
  parts.changed('aws', { costUpdates: 2 }, [update('2026-10'), update('2026-11')]);
  const [part] = parts.kept().clouds ?? [];
  expect(part).toMatchObject({ unitsDone: 3, changes: { costUpdates: 21 } });
  expect(part?.costUpdates?.map(({ month }) => month).slice(-2)).toEqual(['2026-09', '2026-10']);
});

test('sums that were kept without their parts get none', () => {
  const parts = createCloudParts(['aws'], counts, { changes: { costUpdates: 3 } });
  parts.changed('aws', { costUpdates: 1 }, [update('2026-10')]);
  expect(parts.kept()).toEqual({});
});
