import type { Tags } from '../../model/resource.ts';
import { parallel } from '../parallel.ts';
import { nextMarker } from './next-marker.ts';

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

/** The pages of an operation for which the SDK has no paginator. */
export async function* tokenPages<Page extends { readonly NextToken?: string | undefined }>(
  action: string,
  ask: (NextToken: string | undefined) => Promise<Page>,
): AsyncIterable<Page> {
  let token: string | undefined;
  do {
    const page = await ask(token);
    yield page;
    token = nextMarker(page.NextToken || undefined, token, action);
  } while (token);
}
