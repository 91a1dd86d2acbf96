/** Every page of one of the SDK's paginators. */
export async function pagesOf<Page>(paginator: AsyncIterable<Page>): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for await (const page of paginator) pages.push(page);
  return pages;
}
