import { expect, test } from 'vitest';
import { scopeOf } from '../../../test/support/aws.ts';
import { arn } from './arn.ts';

test.each([
  ['eu-west-1', 'arn:aws:ec2:eu-west-1:1:vpc/vpc-1'],
  ['cn-north-1', 'arn:aws-cn:ec2:cn-north-1:1:vpc/vpc-1'],
  ['us-gov-west-1', 'arn:aws-us-gov:ec2:us-gov-west-1:1:vpc/vpc-1'],
])('in %s it is %s', (region, id) => expect(arn('ec2', scopeOf('1', region), 'vpc/vpc-1')).toBe(id));
