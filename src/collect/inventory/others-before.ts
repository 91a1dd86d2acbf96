import { OTHERS, type UnitKey, type UnitOutcome } from '../../model/run.ts';
import { GLOBAL_REGION } from '../../model/scope.ts';
import type { PlannedAccount } from '../planning/units.ts';
import type { Session } from '../session.ts';

type Place = Pick<UnitKey, 'cloud' | 'account' | 'region'>;

/** What is known of the types without a source before their list is read. */
export interface OthersBefore {
  /** Those that a region had when it was last read, by this run or by the one before. */
  types(place: Place): readonly string[];
  /** What this run's first process staged of them. */
  staged(place: Place): readonly UnitOutcome[];
}

const placeName = ({ cloud, account, region }: Place): string => `${cloud} ${account} ${region}`;

/** Of the accounts that have such a list. A type that got a source of its own since may have units where that has none. */
export async function othersBefore(
  { parts, run }: Pick<Session, 'parts' | 'run'>,
  accounts: readonly PlannedAccount[],
  staged: readonly UnitOutcome[],
): Promise<OthersBefore> {
  const { inventory } = parts.store;
  const listed = accounts.filter(({ units }) => units.some(({ source }) => source.others));
  const owned = new Set<string>();
  for (const { account } of listed)
    for (const { type, reach } of account.sources) owned.add(`${account.cloud} ${account.id} ${reach} ${type}`);
  const isOther = ({ cloud, account, region, type }: UnitKey) =>
    type !== OTHERS && !owned.has(`${cloud} ${account} ${region === GLOBAL_REGION ? 'global' : 'regional'} ${type}`);
  const kept = await Promise.all(
    [...new Set(listed.map(({ account }) => account.cloud))].map(async (cloud) => {
      const snapshot = await inventory.latest(run.organisation, cloud);
      return snapshot ? inventory.coverage(snapshot) : [];
    }),
  );
  const ofRun = Map.groupBy(staged.filter(isOther), placeName);
  const known = Map.groupBy([...kept.flat().filter(isOther), ...staged.filter(isOther)], placeName);
  return {
    types: (place) => (known.get(placeName(place)) ?? []).map(({ type }) => type),
    staged: (place) => ofRun.get(placeName(place)) ?? [],
  };
}
