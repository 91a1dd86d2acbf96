import type { CloudName } from '../../model/cloud.ts';
import { UserError } from '../../model/errors.ts';
import type { UnitCoverage } from '../../model/run.ts';
import type { InventoryLake, Judgement, Shape, Verdicts } from '../inventory.ts';
import type { Snapshot } from '../state.ts';
import { type UnitIndex, unitIndex } from '../unit-index.ts';
import { unitsOf } from '../unit-table.ts';
import { type CellTable, cellsOf, readCells } from './cell-table.ts';
import { literal, literals } from './duckdb.ts';
import { encodeRows } from './encode-rows.ts';
import { expire } from './expire.ts';
import { readAgain, readLatest } from './files.ts';
import { changedResources, type SnapshotRows } from './inventory-changes.ts';
import { publishInventory } from './inventory-publish.ts';
import { findResources, readShapes, resourcesAt, resourcesByIds, type SnapshotFiles } from './inventory-read.ts';

import { judgeSnapshot, type RowFacts, readRowFacts } from './inventory-verdicts.ts';
import type { LakeHome } from './lake-home.ts';
import { keepNewest, once } from './once.ts';
import { type RowNumbers, rowNumbers } from './row-numbers.ts';
import { tagHistory } from './tag-history.ts';

// A snapshot of a million resources keeps 4 MB of verdicts, and its files 4 MB and another for each value test.
const KEPT_JUDGEMENTS = 4;
const KEPT_FILES = 4;
const KEPT_SNAPSHOTS = 8;

/** What a process remembers of files; they never change, and several snapshots may refer to the same. */
interface OpenFiles {
  readonly cells: () => Promise<CellTable>;
  readonly shapes: () => Promise<readonly Shape[]>;
  readonly facts: () => Promise<RowFacts>;
  readonly numbers: RowNumbers;
}

/** What a process remembers of a snapshot. */
interface OpenSnapshot extends OpenFiles {
  readonly files: SnapshotFiles;
  readonly units: UnitIndex;
  readonly coverage: () => Promise<readonly UnitCoverage[]>;
}

/** The inventory as snapshots in Parquet, read by this process's engine. */
export function inventoryLake(home: LakeHome): InventoryLake {
  const open = keepNewest<OpenSnapshot>(KEPT_SNAPSHOTS);
  const openedFiles = keepNewest<OpenFiles>(KEPT_FILES);
  const judged = keepNewest<Verdicts>(KEPT_JUDGEMENTS);

  async function openFiles(files: SnapshotFiles): Promise<OpenFiles> {
    const engine = home.reader();
    return {
      cells: once(() => readCells(engine, files)),
      shapes: once(() => readShapes(engine, files)),
      facts: once(() => readRowFacts(engine, files.rows)),
      numbers: rowNumbers(engine, files),
    };
  }

  async function load(snapshot: Snapshot): Promise<OpenSnapshot> {
    const unitTable = await home.state.catalogue.units(snapshot.id);
    const units = unitIndex(unitTable);
    const table = (role: 'rows' | 'cells' | 'shapes'): string =>
      `read_parquet(${literals(home.paths(snapshot, role))}${role === 'rows' ? ', file_row_number = true' : ''})`;
    const files: SnapshotFiles = {
      snapshot,
      rows: table('rows'),
      cells: table('cells'),
      shapes: table('shapes'),
      lastSeen: ({ account, collected_in: region, type }) =>
        units.collectedAt({ account, region, type }) ?? snapshot.publishedAt,
    };
    const coverage = once(async () => unitsOf(unitTable));
    return { ...(await openedFiles(files.rows, () => openFiles(files))), files, units, coverage };
  }

  async function opened(snapshot: Snapshot): Promise<OpenSnapshot> {
    if (snapshot.detail === 'thinned')
      throw new UserError(
        `Of ${snapshot.publishedAt} only ids, tags and content hashes are kept: ask about a later time.`,
      );
    return open(snapshot.id, () => load(snapshot));
  }

  async function presentState({ id, organisation, cloud, publishedAt }: Snapshot): Promise<Snapshot> {
    const snapshots = await home.state.catalogue.snapshots(organisation, cloud, 'inventory');
    const present = snapshots.find((snapshot) => snapshot.id === id);
    if (!present) throw new UserError(`What was collected at ${publishedAt} is no longer kept: ask again.`);
    return present;
  }

  /** Snapshots that grew old lose files. Somebody may still ask about one as it was, and is then told of it as it is. */
  const read = <T>(snapshot: Snapshot, work: (files: OpenSnapshot, snapshot: Snapshot) => Promise<T>): Promise<T> =>
    readAgain(
      snapshot,
      () => presentState(snapshot),
      async (told) => work(await opened(told), told),
    );

  async function judgeAll(snapshot: Snapshot, judgement: Judgement): Promise<Verdicts> {
    const { files, cells, shapes: all, facts, numbers } = await opened(snapshot);
    const engine = home.reader();
    const at = resourcesAt(engine, files);
    return judgeSnapshot(engine, snapshot, judgement, { rows: files.rows, cells, shapes: all, facts, numbers, at });
  }

  const cells = (snapshot: Snapshot): Promise<CellTable> => read(snapshot, (known) => known.cells());
  const shapes: InventoryLake['shapes'] = (snapshot) => read(snapshot, (known) => known.shapes());
  return {
    encode: encodeRows,
    publish: (run, lease, now) => publishInventory(home, run, lease, now),
    latest: (organisation: string, cloud: CloudName, at?: string) =>
      home.state.catalogue.latest(organisation, cloud, 'inventory', at),
    coverage: async (snapshot) =>
      snapshot.detail === 'full' ? (await opened(snapshot)).coverage() : home.state.catalogue.coverage(snapshot.id),
    units: async (snapshot) =>
      snapshot.detail === 'full'
        ? (await opened(snapshot)).units
        : unitIndex(await home.state.catalogue.units(snapshot.id)),
    cells: async (snapshot) => cellsOf(await cells(snapshot)),
    regions: async (snapshot) => (await cells(snapshot)).region.words,
    shapes,
    find: (snapshot, filter, offset, limit) =>
      read(snapshot, ({ files }) => findResources(home.reader(), files, filter, offset, limit)),
    byIds: (snapshot, ids) => read(snapshot, ({ files }) => resourcesByIds(home.reader(), files, ids)),
    tagHistory({ organisation, cloud, publishedAt }, resource) {
      const earlier = async () => {
        const all = await home.state.catalogue.snapshots(organisation, cloud, 'inventory');
        return all
          .filter((one) => one.publishedAt <= publishedAt)
          .map((one) => ({ snapshot: one, files: home.paths(one, 'rows') }));
      };
      return readLatest(earlier, (snapshots) => tagHistory(home.reader(), snapshots, resource));
    },
    async judge(snapshot, judgement) {
      const verdicts = await read(snapshot, (_, told) =>
        judged(`${told.id} ${judgement.version}`, () => judgeAll(told, judgement)),
      );
      return {
        ...verdicts,
        violators: (filter, severity, after, limit) =>
          read(snapshot, () => verdicts.violators(filter, severity, after, limit)),
        missing: (filter, sort, offset, limit) => read(snapshot, () => verdicts.missing(filter, sort, offset, limit)),
      };
    },
    changes: (before, after, offset, limit) =>
      readAgain(
        { before, after },
        async () => ({ before: before && (await presentState(before)), after: await presentState(after) }),
        (told) => {
          const rowsOf = (snapshot: Snapshot): SnapshotRows => ({ snapshot, files: home.paths(snapshot, 'rows') });
          return changedResources(home.reader(), told.before && rowsOf(told.before), rowsOf(told.after), offset, limit);
        },
      ),
    payloads: (snapshot, type) =>
      readAgain(
        snapshot,
        () => presentState(snapshot),
        async (told) => {
          const files = home.paths(told, 'payloads');
          if (files.length === 0) return [];
          return home
            .reader()
            .all(`SELECT id, payload FROM read_parquet(${literals(files)}) WHERE type = ${literal(type)} ORDER BY id`);
        },
      ),
    async tagKeys(snapshot) {
      const counts = new Map<string, number>();
      for (const { keys = [], resources } of await shapes(snapshot))
        for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + resources);
      return [...counts]
        .map(([key, resources]) => ({ key, resources }))
        .sort((a, b) => b.resources - a.resources || (a.key < b.key ? -1 : 1));
    },
    expire: (organisation, lease, now) => expire(home, organisation, lease, now),
  };
}
