/**
 * The results of `work` in the order of the items, with at most `limit` of them under way. Stopping early starts no
 * more. The first error ends it, when its turn comes.
 */
export async function* parallel<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  limit: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const underWay: Promise<R>[] = [];
  for await (const item of items) {
    const result = work(item);
    // Said when its turn comes; until then, or after an early stop, nobody else listens.
    result.catch(() => undefined);
    underWay.push(result);
    const first = underWay.length < limit ? undefined : underWay.shift();
    if (first) yield await first;
  }
  for (const result of underWay) yield await result;
}
