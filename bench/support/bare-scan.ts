import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openStore } from '../../src/store/open.ts';
import { repeated } from './timed.ts';

/** The engine alone reading the columns of these tags in the newest rows file, with what the product gives it. */
export async function bareScan(home: string, tags: readonly string[], runs: number): Promise<number[]> {
  const store = await openStore({ home, organisation: 'default' });
  const snapshot = await store.inventory.latest('default', 'aws');
  await store.close();
  if (!snapshot) throw new Error('nothing was published');
  const files = snapshot.files.filter(({ role }) => role === 'rows').map(({ name }) => `'${join(home, 'lake', name)}'`);
  // The length of each value, so that every one is decoded and none can be told from the file's statistics.
  const columns = tags.map((tag) => `sum(strlen(tag_${snapshot.promotedTags.indexOf(tag)}))`);
  const query = `SELECT ${columns.join(', ')} FROM read_parquet([${files.join(', ')}])`;
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GiB', threads: '2' });
  const connection = await instance.connect();
  await connection.run(query);
  const samples = await repeated(runs, () => connection.runAndReadAll(query));
  connection.disconnectSync();
  instance.closeSync();
  return samples;
}
