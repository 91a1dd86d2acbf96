import type { CloudName } from '../../model/cloud.ts';
import type { Dataset } from '../../model/run.ts';
import type { LakeFile, Snapshot, State } from '../state.ts';
import type { Engine } from './duckdb.ts';

/** What a dataset of the lake is built on: the catalogue, the folders and the engines. */
export interface LakeHome {
  readonly state: State;
  /** For work under way; its content is nobody's after a crash. */
  readonly temporary: string;
  /** The engine of this process's reads, shared and kept. */
  reader(): Engine;
  /** An engine of one's own, for a publication; to be closed. */
  openEngine(): Engine;
  /** Absolute paths of a snapshot's files. */
  paths(snapshot: Snapshot, role: LakeFile['role']): string[];
  /** Writes a file under a temporary name and gives it its own when it is whole and on the disk. */
  writeFile(
    organisation: string,
    cloud: CloudName,
    dataset: Dataset,
    now: Date,
    write: (path: string) => Promise<void>,
  ): Promise<{ name: string; bytes: number }>;
  /** Deletes the files that no snapshot lists and that are older than the grace period. */
  deleteUnlisted(organisation: string, now: Date): Promise<number>;
}
