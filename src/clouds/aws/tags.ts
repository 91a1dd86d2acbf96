import type { Tags } from '../../model/resource.ts';

interface AwsTag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** AWS's list of pairs as a record; none is `{}`, because the call that lists the resource lists its tags. */
export const tagsOf = (list: readonly AwsTag[] | undefined): Tags =>
  Object.fromEntries((list ?? []).flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? '']])));

/** The same where a service writes both in lower case. */
export const tagsInLowerCase = (
  list: readonly { readonly key?: string | undefined; readonly value?: string | undefined }[] | undefined,
): Tags => tagsOf(list?.map(({ key, value }) => ({ Key: key, Value: value })));

export const nameOf = (list: readonly AwsTag[] | undefined): string | undefined =>
  list?.find(({ Key }) => Key === 'Name')?.Value || undefined;
