import type { Estate, PlantedResource } from './estate.ts';

/** Resources by the ways in which they are asked for. */
export function resourceIndex() {
  const all: PlantedResource[] = [];
  const lists = new Map<string, PlantedResource[]>();
  const keep = (key: string, resource: PlantedResource) => {
    const list = lists.get(key);
    if (list) list.push(resource);
    else lists.set(key, [resource]);
  };
  const of: Estate['of'] = <Detail>(type: string, account = '', region = '') =>
    (lists.get(`${type}/${account}/${region}`) ?? []) as readonly PlantedResource<Detail>[];
  return {
    all,
    of,
    add(more: readonly PlantedResource[]) {
      for (const resource of more) {
        const { type, account, region } = resource;
        all.push(resource);
        keep(`${type}//`, resource);
        keep(`${type}/${account}/`, resource);
        keep(`${type}/${account}/${region}`, resource);
        keep(`${type}//${region}`, resource);
      }
    },
  };
}
