type Tags = Readonly<Record<string, string>>;

/** Tags as most of AWS writes them. */
export const tagList = (tags: Tags): { Key: string; Value: string }[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** As services write them that begin every name with a small letter. */
export const tagListInLowerCase = (tags: Tags): { key: string; value: string }[] =>
  Object.entries(tags).map(([key, value]) => ({ key, value }));

/** In the order of their keys, as the two services of streams give them: so many, after a key. */
export function tagPage(tags: Tags, after = '', size = 50): object {
  const left = tagList(tags)
    .sort((a, b) => (a.Key < b.Key ? -1 : 1))
    .filter(({ Key }) => Key > after);
  return { Tags: left.slice(0, size), HasMoreTags: left.length > size };
}
