import type { Repository } from '@aws-sdk/client-ecr';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { ecrRepository } from './ecr-repository.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const repository: Repository = {
  repositoryArn: 'arn:aws:ecr:eu-west-1:123456789012:repository/shop/web',
  repositoryName: 'shop/web',
  createdAt: new Date('2025-01-02T03:04:05Z'),
};

test('a repository in our words', () =>
  expect(ecrRepository.normalize({ item: repository, tags: { team: 'shop' } }, scope)).toEqual({
    id: 'arn:aws:ecr:eu-west-1:123456789012:repository/shop/web',
    name: 'shop/web',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'shop' },
    attributes: {},
  }));

test('tags that could not be read stay unknown', () =>
  expect(ecrRepository.normalize({ item: repository, tags: undefined }, scope).tags).toBeUndefined());
