import type { Tags } from '../../model/resource.ts';

interface AwsTag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** AWS's list of pairs as a record; none is `{}`, because the call that lists the resource lists its tags. */
export const tagsOf = (list: readonly AwsTag[] | undefined): Tags =>
  Object.fromEntries((list ?? []).flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? '']])));

export const nameOf = (list: readonly AwsTag[] | undefined): string | undefined =>
  list?.find(({ Key }) => Key === 'Name')?.Value || undefined;
