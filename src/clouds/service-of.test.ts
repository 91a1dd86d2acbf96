import { expect, test } from 'vitest';
import { serviceOf } from './service-of.ts';

test.each([
  ['ec2:volume', 'ec2'],
  ['cognito-idp:userpool', 'cognito-idp'],
  ['Microsoft.Compute/disks', 'compute'],
  ['Microsoft.Sql/servers/databases', 'sql'],
  ['compute.googleapis.com/Disk', 'compute'],
])('%s is asked of %s', (type, service) => expect(serviceOf(type)).toBe(service));
