import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { zstdCompressSync } from 'node:zlib';
import type { CloudName } from '../../model/cloud.ts';
import type { Dataset } from '../../model/run.ts';
import type { RunState } from '../state.ts';
import { literal } from './duckdb.ts';

/** Writes a file that only its owner reads. Nothing stays open when the pieces fail. */
export async function writePieces(
  path: string,
  pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<void> {
  await pipeline(Readable.from(pieces), createWriteStream(path, { mode: 0o600 }));
}

/** A run's staged rows as a table. Compressed pieces one after the other are one compressed file: nothing is unpacked here. */
export async function stagedFile(
  runs: RunState,
  work: string,
  { organisation, id, cloud }: { organisation: string; id: string; cloud: CloudName },
  dataset: Dataset,
  columns: string,
): Promise<string> {
  const path = join(work, 'staged.ndjson.zst');
  async function* pieces(): AsyncIterable<Uint8Array> {
    // Without any unit the file would be empty, which is no compressed file.
    yield zstdCompressSync('');
    for await (const { rows } of runs.stagedRows(organisation, id, dataset, cloud)) yield rows;
  }
  await writePieces(path, pieces());
  return `read_json(${literal(path)}, format = 'newline_delimited', compression = 'zstd', columns = ${columns})`;
}
