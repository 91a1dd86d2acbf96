import { expect, test } from 'vitest';
import { idIn, idsOf, networkOf, ownId, referredTo } from './ids.ts';

const DISK = '/subscriptions/S/resourceGroups/Shop/providers/Microsoft.Compute/disks/Data';

test('one resource has one id, however it is written', () => {
  expect(idIn(DISK)).toBe(idIn(DISK.toUpperCase()));
  expect(ownId(DISK, 'a/read')).toBe(DISK.toLowerCase());
});

test.each([undefined, '', 5, {}])('a row whose id is %j would be another one', (id) =>
  // From the wire anything may come.
  expect(() => ownId(id as string, 'a/read')).toThrow('a/read failed (NoId)'),
);

test.each([
  [{ id: DISK }, DISK.toLowerCase()],
  [{ id: '' }, undefined],
  [{}, undefined],
  [null, undefined],
  [undefined, undefined],
])('%j refers to %s', (reference, id) => expect(referredTo(reference)).toBe(id));

test.each([
  [
    [{ id: DISK }, null, {}, { id: '/B' }],
    [DISK.toLowerCase(), '/b'],
  ],
  [null, []],
  [undefined, []],
])('%j refer to %j', (references, ids) => expect(idsOf(references)).toEqual(ids));

test.each([
  ['/subscriptions/s/virtualnetworks/hub/subnets/web', '/subscriptions/s/virtualnetworks/hub'],
  ['/subscriptions/s/virtualnetworks/hub', undefined],
  ['', undefined],
  [undefined, undefined],
])('the subnet %s lies in %s', (subnet, network) => expect(networkOf(subnet)).toBe(network));
