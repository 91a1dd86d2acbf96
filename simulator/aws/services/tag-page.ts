import { tagList } from './tag-list.ts';

/** Tags in the order of their keys, as the two services of streams give them: so many, after a key. */
export function tagPage(tags: Readonly<Record<string, string>>, after = '', size = 50): object {
  const left = tagList(tags)
    .sort((a, b) => (a.Key < b.Key ? -1 : 1))
    .filter(({ Key }) => Key > after);
  return { Tags: left.slice(0, size), HasMoreTags: left.length > size };
}
