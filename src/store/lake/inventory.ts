import type { CloudName } from '../../model/cloud.ts';
import type { UnitCoverage } from '../../model/run.ts';
import type { Cell, InventoryLake, Judgement, Shape, Verdicts } from '../inventory.ts';
import type { Snapshot } from '../state.ts';
import { literal, literals } from './duckdb.ts';
import { expireInventory } from './inventory-expire.ts';
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
import { encodeRows, stagedRow } from './inventory-rows.ts';
import { judgeSnapshot } from './inventory-verdicts.ts';
import type { LakeHome } from './lake-home.ts';

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

const once = <T>(load: () => Promise<T>): (() => Promise<T>) => {
  let loaded: Promise<T> | undefined;
  return () => (loaded ??= load());
};

/** The inventory as snapshots in Parquet, read by this process's engine. */
export function inventoryLake(home: LakeHome): InventoryLake {
  const open = new Map<string, Promise<OpenSnapshot>>();
  const judged = new Map<string, Promise<Verdicts & { drop(): Promise<void> }>>();
  let tables = 0;

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

  function opened(snapshot: Snapshot): Promise<OpenSnapshot> {
    const known = open.get(snapshot.id);
    if (known) return known;
    const loading = load(snapshot);
    open.set(snapshot.id, loading);
    loading.catch(() => open.delete(snapshot.id));
    const [oldest] = open.keys();
    if (open.size > KEPT_SNAPSHOTS && oldest !== undefined) open.delete(oldest);
    return loading;
  }

  async function judgeAll(snapshot: Snapshot, judgement: Judgement): Promise<Verdicts & { drop(): Promise<void> }> {
    const { files, shapes } = await opened(snapshot);
    const engine = home.reader();
    const all = await shapes();
    const judgedFiles = {
      rows: files.rows,
      cells: files.cells,
      shapes: all.map(({ shape }) => shape),
      at: resourcesAt(engine, files),
    };
    return judgeSnapshot(engine, snapshot, judgement, judgedFiles, `judged_${tables++}`);
  }

  return {
    encode: (unit, source, rows) => encodeRows(rows.map((facts) => stagedRow(unit, source, facts))),
    publish: (run, lease, now) => publishInventory(home, run, lease, now),
    latest: (organisation: string, cloud: CloudName, at?: string) =>
      home.state.catalogue.latest(organisation, cloud, 'inventory', at),
    coverage: async (snapshot) => (await opened(snapshot)).coverage,
    cells: async (snapshot) => (await opened(snapshot)).cells(),
    shapes: async (snapshot) => (await opened(snapshot)).shapes(),
    find: async (snapshot, filter, offset, limit) =>
      findResources(home.reader(), (await opened(snapshot)).files, filter, offset, limit),
    byIds: async (snapshot, ids) => resourcesByIds(home.reader(), (await opened(snapshot)).files, ids),
    async judge(snapshot, judgement) {
      const key = `${snapshot.id} ${judgement.version}`;
      const known = judged.get(key);
      // Asked again, it is the newest.
      judged.delete(key);
      const verdicts = known ?? judgeAll(snapshot, judgement);
      judged.set(key, verdicts);
      if (!known) verdicts.catch(() => judged.delete(key));
      const [oldest] = judged.keys();
      if (judged.size > KEPT_JUDGEMENTS && oldest !== undefined) {
        const dropped = judged.get(oldest);
        judged.delete(oldest);
        void dropped?.then(({ drop }) => drop()).catch(() => undefined);
      }
      return verdicts;
    },
    async payloads(snapshot, type) {
      const files = home.paths(snapshot, 'payloads');
      if (files.length === 0) return [];
      return home
        .reader()
        .all(`SELECT id, payload FROM read_parquet(${literals(files)}) WHERE type = ${literal(type)} ORDER BY id`);
    },
    async tagKeys(snapshot) {
      const counts = new Map<string, number>();
      for (const { keys = [], resources } of await (await opened(snapshot)).shapes())
        for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + resources);
      return [...counts]
        .map(([key, resources]) => ({ key, resources }))
        .sort((a, b) => b.resources - a.resources || (a.key < b.key ? -1 : 1));
    },
    expire: (organisation, lease, now) => expireInventory(home, organisation, lease, now),
  };
}
