import type { CloudName } from '../../src/model/cloud.ts';
import type { Contents } from './contents.ts';

/** What was done to a resource of a simulated company. */
export interface ChangeFact {
  readonly cloud: CloudName;
  readonly id: string;
  readonly how: 'Create' | 'Update' | 'Delete';
}

/** Ids, by what became of them. */
export type ChangedIds = Readonly<Record<'added' | 'modified' | 'deleted', ReadonlySet<string>>>;

/** What became of what was seen before. */
export function changedIds(before: Contents, after: Contents): ChangedIds {
  const modified = [...after].filter(
    ([id, { fingerprint }]) => before.has(id) && before.get(id)?.fingerprint !== fingerprint,
  );
  return {
    added: new Set([...after.keys()].filter((id) => !before.has(id))),
    modified: new Set(modified.map(([id]) => id)),
    deleted: new Set([...before.keys()].filter((id) => !after.has(id))),
  };
}

/** What should have become of it, by what was done. */
export function plantedIds(facts: readonly ChangeFact[], before: Contents): ChangedIds {
  const of = (how: ChangeFact['how']) => new Set(facts.flatMap((fact) => (fact.how === how ? shownId(fact) : [])));
  const [added, updated, deleted] = [of('Create'), of('Update'), of('Delete')];
  const held = [...before].filter(
    ([id, { cloud, account }]) => !deleted.has(id) && updated.has(holderOf(cloud, account, id)),
  );
  return { added, modified: new Set([...updated, ...held.map(([id]) => id)]), deleted };
}

/** Azure's ids have no case, and are kept in lower case. */
const shownId = ({ cloud, id }: ChangeFact): string => (cloud === 'azure' ? id.toLowerCase() : id);

/** What a resource lies in and is kept with the tags of, so that it changes with it. */
function holderOf(cloud: CloudName, account: string, id: string): string {
  if (cloud === 'gcp') return `//cloudresourcemanager.googleapis.com/projects/${account}`;
  return /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+/.exec(id)?.[0] ?? '';
}

/** How they differ: what should have been found and was not, and what was found and should not have been. */
export function differences(
  planted: ChangedIds,
  found: ChangedIds,
): { readonly missed: string[]; readonly invented: string[] } {
  const without = (from: ChangedIds, other: ChangedIds) =>
    (['added', 'modified', 'deleted'] as const).flatMap((how) =>
      [...from[how]].filter((id) => !other[how].has(id)).map((id) => `${how}: ${id}`),
    );
  return { missed: without(planted, found), invented: without(found, planted) };
}
