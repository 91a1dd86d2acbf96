import type { CloudName } from '../model/cloud.ts';
import { type Gap, isMissing } from '../model/gap.ts';
import { GLOBAL_REGION } from '../model/scope.ts';
import type { CellFilter } from './inventory.ts';
import { type GapKind, type UnitTable, unitTable, type WordColumn, wordAt } from './unit-table.ts';

/** The same gap of one account and type, in the regions of the units that have it. */
export interface RegionalGap {
  readonly gap: Omit<Gap, 'region'>;
  readonly regions: readonly string[];
}

/** What the units within a filter say together. */
export interface UnitReach {
  readonly units: number;
  /** Units that were not listed whole, except where the provider doesn't have the type at all. */
  readonly unread: number;
  /** When the units were last read whole; ISO 8601. */
  readonly oldest: string | undefined;
  readonly newest: string | undefined;
  readonly types: ReadonlySet<string>;
  readonly gaps: readonly RegionalGap[];
}

/** The units of a snapshot, to be asked together: a hundred thousand of them leave an answer no time for each. */
export interface UnitIndex {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly types: readonly string[];
  /** A global unit holds the resources of every region. */
  reach(filter: CellFilter): UnitReach;
  /** What the units of an account say was refused or failed, each once; undefined for an account without any unit. */
  toldBy(account: string): readonly Pick<Gap, 'action' | 'detail'>[] | undefined;
  /** When a unit was last read whole; ISO 8601. */
  collectedAt(unit: { readonly account: string; readonly region: string; readonly type: string }): string | undefined;
}

/** For each word of a column whether it is in a list; without a list all are. */
export function wordsIn({ words }: Pick<WordColumn, 'words'>, list: readonly string[] | undefined): Uint8Array {
  const wanted = list && new Set(list);
  return Uint8Array.from(words, (word) => Number(wanted?.has(word) ?? true));
}

const instant = (time: number): string | undefined =>
  Number.isFinite(time) ? new Date(time).toISOString() : undefined;

export function unitIndex(table: UnitTable): UnitIndex {
  const { account, region, type, collectedAt } = table;
  const accountAt = new Map(account.words.map((word, at) => [word, at]));
  let unread: Uint8Array | undefined;
  let told: Map<number, Set<GapKind>> | undefined;
  let rowsOf: Map<number, number[]> | undefined;
  return {
    accounts: account.words,
    regions: region.words,
    types: type.words,
    reach({ accounts, regions, types }) {
      unread ??= unreadUnits(table);
      const ofAccounts = wordsIn(account, accounts);
      const ofRegions = wordsIn(region, regions && [...regions, GLOBAL_REGION]);
      const ofTypes = wordsIn(type, types);
      const inScope = new Uint8Array(collectedAt.length);
      const typesSeen = new Uint8Array(type.words.length);
      let [units, failed, oldest, newest] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (let unit = 0; unit < inScope.length; unit++) {
        const typeAt = type.at[unit] ?? 0;
        if (!ofTypes[typeAt] || !ofAccounts[account.at[unit] ?? 0] || !ofRegions[region.at[unit] ?? 0]) continue;
        inScope[unit] = 1;
        typesSeen[typeAt] = 1;
        units++;
        failed += unread[unit] ?? 0;
        const time = collectedAt[unit] ?? Number.NaN;
        if (time < oldest) oldest = time;
        if (time > newest) newest = time;
      }
      return {
        units,
        unread: failed,
        oldest: instant(oldest),
        newest: instant(newest),
        types: new Set(type.words.filter((_, at) => typesSeen[at])),
        gaps: regionalGaps(table, inScope),
      };
    },
    toldBy(name) {
      told ??= kindsByAccount(table);
      const at = accountAt.get(name);
      return at === undefined ? undefined : Array.from(told.get(at) ?? [], ({ rest }) => rest);
    },
    collectedAt(unit) {
      rowsOf ??= rowsBy(account);
      const regionAt = region.words.indexOf(unit.region);
      const typeAt = type.words.indexOf(unit.type);
      const rows = rowsOf.get(accountAt.get(unit.account) ?? -1) ?? [];
      const row = rows.find((one) => region.at[one] === regionAt && type.at[one] === typeAt);
      return row === undefined ? undefined : instant(collectedAt[row] ?? Number.NaN);
    },
  };
}

export const NO_UNITS: UnitIndex = unitIndex(unitTable([]));

function* gapsOf({ gapUnits, gapKinds, kinds }: UnitTable): Generator<{ unit: number; at: number; kind: GapKind }> {
  for (let index = 0; index < gapUnits.length; index++) {
    const at = gapKinds[index] ?? -1;
    const kind = kinds[at];
    if (kind) yield { unit: gapUnits[index] ?? -1, at, kind };
  }
}

function unreadUnits(table: UnitTable): Uint8Array {
  const failed = table.status.words.indexOf('failed');
  const missing = new Uint8Array(table.status.at.length);
  const unsupported = new Uint8Array(table.status.at.length);
  for (const { unit, kind } of gapsOf(table)) (isMissing(kind.rest) ? missing : unsupported)[unit] = 1;
  const unread = new Uint8Array(table.status.at.length);
  for (let unit = 0; unit < unread.length; unit++)
    unread[unit] = Number(table.status.at[unit] === failed && (!unsupported[unit] || missing[unit] === 1));
  return unread;
}

function regionalGaps(table: UnitTable, inScope: Uint8Array): RegionalGap[] {
  const { account, region, type, kinds } = table;
  const groups = new Map<number, { readonly gap: RegionalGap['gap']; readonly regions: string[] }>();
  for (const { unit, at, kind } of gapsOf(table)) {
    if (!inScope[unit]) continue;
    const name = ((account.at[unit] ?? 0) * type.words.length + (type.at[unit] ?? 0)) * kinds.length + at;
    const group = groups.get(name) ?? { gap: gapIn(table, unit, kind), regions: [] };
    groups.set(name, group);
    group.regions.push(wordAt(region, unit));
  }
  return [...groups.values()];
}

// The fields stand in one order, so that equal gaps are equal as text.
function gapIn({ cloud, account, type }: UnitTable, unit: number, { rest }: GapKind): RegionalGap['gap'] {
  const { reason, detail, action, dataset, fieldsOnly } = rest;
  return {
    cloud: rest.cloud ?? (wordAt(cloud, unit) as CloudName),
    account: rest.account ?? wordAt(account, unit),
    resourceType: wordAt(type, unit),
    reason,
    detail,
    ...(action === undefined ? {} : { action }),
    ...(dataset === undefined ? {} : { dataset }),
    ...(fieldsOnly === undefined ? {} : { fieldsOnly }),
  };
}

function kindsByAccount(table: UnitTable): Map<number, Set<GapKind>> {
  const told = new Map<number, Set<GapKind>>();
  for (const { unit, kind } of gapsOf(table)) {
    const account = table.account.at[unit] ?? -1;
    told.set(account, (told.get(account) ?? new Set()).add(kind));
  }
  return told;
}

function rowsBy({ at }: WordColumn): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (let row = 0; row < at.length; row++) {
    const word = at[row] ?? -1;
    const own = rows.get(word);
    if (own) own.push(row);
    else rows.set(word, [row]);
  }
  return rows;
}
