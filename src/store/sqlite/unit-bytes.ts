import type { UnitTable, WordColumn } from '../unit-table.ts';

const COLUMNS = ['cloud', 'account', 'region', 'type', 'status'] as const;

/** What stands before the columns: their words, and how long they are. */
interface Head extends Pick<UnitTable, 'kinds'> {
  readonly units: number;
  readonly gaps: number;
  readonly words: Readonly<Record<(typeof COLUMNS)[number], readonly string[]>>;
}

/** The length of the head as INTEGER, the head as JSON, and the columns one after the other, each as it lies in memory. */
export function unitBytes(table: UnitTable): Uint8Array {
  const head: Head = {
    units: table.collectedAt.length,
    gaps: table.gapUnits.length,
    kinds: table.kinds,
    words: Object.fromEntries(COLUMNS.map((name) => [name, table[name].words])) as unknown as Head['words'],
  };
  const text = Buffer.from(JSON.stringify(head));
  const columns = [table.collectedAt, ...COLUMNS.map((name) => table[name].at), table.gapUnits, table.gapKinds];
  return Buffer.concat([
    new Uint8Array(Uint32Array.of(text.length).buffer),
    text,
    ...columns.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)),
  ]);
}

export function unitTableOf(bytes: Uint8Array): UnitTable {
  let at = 0;
  // A copy, because an array of numbers can't begin anywhere.
  const take = (length: number): ArrayBuffer => {
    const part = new Uint8Array(length);
    part.set(bytes.subarray(at, at + length));
    at += length;
    return part.buffer;
  };
  const [length = 0] = new Uint32Array(take(4));
  const { units, gaps, kinds, words } = JSON.parse(Buffer.from(take(length)).toString()) as Head;
  const collectedAt = new Float64Array(take(8 * units));
  const column = (name: (typeof COLUMNS)[number]): WordColumn => ({
    words: words[name],
    at: new Int32Array(take(4 * units)),
  });
  return {
    collectedAt,
    cloud: column('cloud'),
    account: column('account'),
    region: column('region'),
    type: column('type'),
    status: column('status'),
    gapUnits: new Int32Array(take(4 * gaps)),
    gapKinds: new Int32Array(take(4 * gaps)),
    kinds,
  };
}
