/** One row of a made-up billing export, in thousandths of a dollar: the emulator's NUMERIC has no more decimals than three. */
export interface BillRow {
  readonly day: string;
  readonly service: string;
  /** Taxes belong to no project. */
  readonly project: string | undefined;
  readonly region: string | undefined;
  readonly owner: string | undefined;
  readonly type: 'regular' | 'tax' | 'adjustment';
  readonly cost: bigint;
  /** Each is negative. */
  readonly credits: readonly bigint[];
}

const DAY_MS = 86_400_000;
// With a row a day each they are more than a page of an answer, which has 10,000.
const SMALL_PROJECTS = 400;

const dayAt = (day: string, later: number): string =>
  new Date(Date.parse(day) + later * DAY_MS).toISOString().slice(0, 10);

/** A bill from one day to before another, whose parts are no round numbers. */
export function bill(first: string, end: string): readonly BillRow[] {
  const rows: BillRow[] = [];
  for (let later = 0; dayAt(first, later) < end; later++) {
    const day = dayAt(first, later);
    const odd = BigInt(later * 79 + 1);
    const machines = {
      service: 'Compute Engine',
      project: 'atlas-web',
      region: 'europe-west1',
      owner: 'web@example.com',
    };
    const storage = { service: 'Cloud Storage', project: 'atlas-data', region: undefined, owner: undefined };
    const queries = { service: 'BigQuery', project: 'atlas-data', region: 'us-central1', owner: 'data@example.com' };
    rows.push(
      // Two credits on one row: who joins them counts its cost twice. None on the next: who joins loses it.
      { day, ...machines, type: 'regular', cost: 12_345n + odd, credits: [-3_703n, -1_001n] },
      { day, ...storage, type: 'regular', cost: 100n + odd, credits: [] },
      { day, ...queries, type: 'regular', cost: 2_003n + odd, credits: [-1n] },
    );
    for (let number = 0; number < SMALL_PROJECTS; number++)
      rows.push({ day, ...storage, project: `small-${number}`, type: 'regular', cost: 7n, credits: [] });
  }
  const invoice = { day: first, service: 'Invoice', region: undefined, owner: undefined, credits: [] };
  return [
    ...rows,
    { ...invoice, project: undefined, type: 'tax', cost: 19_019n },
    { ...invoice, project: 'atlas-web', type: 'adjustment', cost: -505n },
  ];
}

/** What is paid in the end. */
export const netOf = (rows: readonly BillRow[]): bigint =>
  rows.reduce((sum, { cost, credits }) => credits.reduce((net, credit) => net + credit, sum + cost), 0n);

/** In dollars, without the zeros that mean nothing. */
export function dollars(thousandths: bigint): string {
  const size = thousandths < 0n ? -thousandths : thousandths;
  const text = `${size / 1_000n}.${String(size % 1_000n).padStart(3, '0')}`.replace(/\.?0+$/, '');
  return thousandths < 0n ? `-${text}` : text;
}
