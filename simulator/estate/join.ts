import type { Estate, PlantedResource } from './estate.ts';

/**
 * Finds the resources of one family by a key of theirs: the volumes of an instance. A company doesn't change, so the
 * index is made once for each.
 */
export function joined<Detail>(type: string, keyOf: (detail: Detail) => string | undefined) {
  const indexes = new WeakMap<Estate, ReadonlyMap<string | undefined, readonly PlantedResource<Detail>[]>>();
  return (estate: Estate, key: string): readonly PlantedResource<Detail>[] => {
    const index = indexes.get(estate) ?? Map.groupBy(ofType<Detail>(estate, type), ({ detail }) => keyOf(detail));
    indexes.set(estate, index);
    return index.get(key) ?? [];
  };
}

const ofType = <Detail>(estate: Estate, type: string): readonly PlantedResource<Detail>[] =>
  estate.of<Detail>(type, '');
