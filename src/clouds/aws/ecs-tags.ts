import type { Tag } from '@aws-sdk/client-ecs';
import type { Tags } from '../../model/resource.ts';
import { tagsOf } from './tags.ts';

/** ECS writes its tags small where most of AWS writes them large. */
export const ecsTags = (list: readonly Tag[] | undefined): Tags =>
  tagsOf(list?.map(({ key, value }) => ({ Key: key, Value: value })));
