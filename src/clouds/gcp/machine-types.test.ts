import { expect, test } from 'vitest';
import { customSize } from './machine-types.ts';

test.each([
  ['custom-2-4096', { vcpus: 2, memoryGib: 4 }],
  ['n2-custom-8-16384', { vcpus: 8, memoryGib: 16 }],
  ['n1-custom-4-26624-ext', { vcpus: 4, memoryGib: 26 }],
  ['e2-custom-small-4096', { vcpus: 2, memoryGib: 4 }],
  ['e2-custom-micro-1024', { vcpus: 2, memoryGib: 1 }],
  ['n2-standard-4', undefined],
  ['e2-medium', undefined],
  ['custom', undefined],
])('%s is %j', (type, size) => expect(customSize(type)).toEqual(size));
