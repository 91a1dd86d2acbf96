import type { Tags } from '../../model/resource.ts';
import { pageTokens } from '../page-tokens.ts';
import { parallel } from '../parallel.ts';

/** What a list tells of a resource, with the tags that it leaves out: undefined where those could not be read. */
export interface Tagged<Item> {
  readonly item: Item;
  readonly tags: Tags | undefined;
}

/** Each item with its tags, where a service tells those of one resource at a time. */
export const withTags = <Item>(
  items: AsyncIterable<Item>,
  read: (item: Item) => Promise<Tags | undefined>,
): AsyncIterable<Tagged<Item>> => parallel(items, 8, async (item) => ({ item, tags: await read(item) }));

/** What stands on all the pages of a list. */
export async function* itemsOf<Page, Item>(
  pages: AsyncIterable<Page>,
  on: (page: Page) => readonly Item[] | undefined,
): AsyncIterable<Item> {
  for await (const page of pages) yield* on(page) ?? [];
}

/** The pages of an operation where the SDK has no paginator, or none that could share an answer or catch what it throws. */
export async function* tokenPages<Page>(
  action: string,
  ask: (token: string | undefined) => Promise<Page>,
  next: (page: Page) => string | undefined,
): AsyncIterable<Page> {
  const following = pageTokens(action);
  let token: string | undefined;
  do {
    const page = await ask(token);
    yield page;
    token = following(next(page));
  } while (token !== undefined);
}
