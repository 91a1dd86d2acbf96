import type { CloudName } from '../../model/cloud.ts';
import { UserError } from '../../model/errors.ts';
import type { UnitCoverage } from '../../model/run.ts';
import type { Cell, InventoryLake, Judgement, Shape, Verdicts } from '../inventory.ts';
import type { Snapshot } from '../state.ts';
import { literal, literals } from './duckdb.ts';
import { expire } from './expire.ts';
import { readAgain } from './files.ts';
import { changedResources, type SnapshotRows } from './inventory-changes.ts';
import { publishInventory } from './inventory-publish.ts';
import {
  findResources,
  lastSeenOf,
  readCells,
  readShapes,
  resourcesAt,
  resourcesByIds,
  type SnapshotFiles,
} from './inventory-read.ts';
import { encodeRows } from './inventory-rows.ts';
import { judgeSnapshot } from './inventory-verdicts.ts';
import type { LakeHome } from './lake-home.ts';
import { keepNewest, once } from './once.ts';

// A snapshot of a million resources with five tags keeps about 25 MB of verdicts.
const KEPT_JUDGEMENTS = 4;
const KEPT_SNAPSHOTS = 8;

/** What a process remembers of a snapshot; snapshots never change. */
interface OpenSnapshot {
  readonly files: SnapshotFiles;
  readonly coverage: readonly UnitCoverage[];
  readonly cells: () => Promise<readonly Cell[]>;
  readonly shapes: () => Promise<readonly Shape[]>;
}

/** The inventory as snapshots in Parquet, read by this process's engine. */
export function inventoryLake(home: LakeHome): InventoryLake {
  const open = keepNewest<OpenSnapshot>(KEPT_SNAPSHOTS);
  const judged = keepNewest<Verdicts>(KEPT_JUDGEMENTS);

  async function load(snapshot: Snapshot): Promise<OpenSnapshot> {
    const coverage = await home.state.catalogue.coverage(snapshot.id);
    const table = (role: 'rows' | 'cells' | 'shapes'): string =>
      `read_parquet(${literals(home.paths(snapshot, role))}${role === 'rows' ? ', file_row_number = true' : ''})`;
    const files: SnapshotFiles = {
      snapshot,
      rows: table('rows'),
      cells: table('cells'),
      shapes: table('shapes'),
      lastSeen: lastSeenOf(coverage, snapshot),
    };
    return {
      files,
      coverage,
      cells: once(() => readCells(home.reader(), files)),
      shapes: once(() => readShapes(home.reader(), files)),
    };
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
    const { files, cells, shapes } = await opened(snapshot);
    const engine = home.reader();
    const all = await shapes();
    const judgedFiles = {
      rows: files.rows,
      cells,
      shapes: all.map(({ shape }) => shape),
      at: resourcesAt(engine, files),
    };
    return judgeSnapshot(engine, snapshot, judgement, judgedFiles);
  }

  const cells: InventoryLake['cells'] = (snapshot) => read(snapshot, (known) => known.cells());
  const shapes: InventoryLake['shapes'] = (snapshot) => read(snapshot, (known) => known.shapes());
  return {
    encode: encodeRows,
    publish: (run, lease, now) => publishInventory(home, run, lease, now),
    latest: (organisation: string, cloud: CloudName, at?: string) =>
      home.state.catalogue.latest(organisation, cloud, 'inventory', at),
    coverage: async (snapshot) =>
      snapshot.detail === 'full' ? (await opened(snapshot)).coverage : home.state.catalogue.coverage(snapshot.id),
    cells,
    shapes,
    find: (snapshot, filter, offset, limit) =>
      read(snapshot, ({ files }) => findResources(home.reader(), files, filter, offset, limit)),
    byIds: (snapshot, ids) => read(snapshot, ({ files }) => resourcesByIds(home.reader(), files, ids)),
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
