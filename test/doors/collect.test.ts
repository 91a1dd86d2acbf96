import { afterEach, expect, test, vi } from 'vitest';
import type { Collection, CollectPlan, CollectRequest } from '../../src/collect/collection.ts';
import { runCommandLine } from '../../src/serve/cli/program.ts';
import type { Product, Shell } from '../../src/serve/product.ts';
import { tools } from '../../src/tools/index.ts';
import { DEV, openEstate, PROD, RUNS } from '../../src/tools/testing/estate.fixture.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const PLAN: CollectPlan = {
  accounts: [{ cloud: 'aws', account: PROD, units: 40 }],
  ...{ units: 40, apiCalls: 42, paidCalls: 0, paidCost: usd('0'), spentToday: usd('0.1'), dailyLimit: usd('1') },
  ...{ estimatedSeconds: undefined, gaps: [] },
  skipped: [{ cloud: 'aws', dataset: 'inventory', units: 9, oldest: '2026-11-21T07:30:00Z' }],
};

afterEach(() => void vi.restoreAllMocks());

/** Runs `collect` on a pretended network; the interrupt may have come before. */
async function collect(args: readonly string[], signal = new AbortController().signal, plan = PLAN) {
  const asked: CollectRequest[] = [];
  const [run] = RUNS;
  const collection: Collection = {
    async plan(request) {
      asked.push(request);
      return plan;
    },
    async run(request, options) {
      asked.push(request);
      if (!run) throw new Error('no run');
      return options.signal.aborted ? { ...run, status: 'cancelled' } : run;
    },
  };
  await using estate = await openEstate({ collected: false, collection });
  const log = { error: () => {}, info: () => {} };
  const product = {
    ...{ tools, log, warnings: [], context: async () => estate.context, close: async () => {} },
  } as Partial<Product> as Product;
  const shell: Shell = {
    ...{ version: '0', launcher: '', tools, signal, open: async () => product },
    async *diagnose() {},
    roleDocuments: async () => [],
    setup: () => Promise.reject(new Error('sets nothing up')),
  };
  let stdout = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  const code = await runCommandLine(['collect', '--quiet', ...args], shell);
  vi.restoreAllMocks();
  return { asked, code, stdout };
}

test('without --what it reads what is free', async () => {
  const { asked, code, stdout } = await collect(['--dry-run']);
  expect([code, asked.map(({ what }) => what)]).toEqual([0, [['inventory']]]);
  expect(stdout).toContain('40 units, at least 42 calls; time: unknown until the first collection.');
  expect(stdout).toContain('No paid call; spent today 0.1 of 1 USD.');
});

test('what is paid is the least that it may cost, because nobody knows how many pages come', async () => {
  const plan = { ...PLAN, units: 1, apiCalls: 1, paidCalls: 1, paidCost: usd('0.01') };
  const { stdout } = await collect(['--dry-run', '--what', 'costs'], undefined, plan);
  expect(stdout).toContain('1 unit, at least 1 call; ');
  expect(stdout).toContain('At least 1 paid call for at least 0.01 USD; spent today 0.1 of 1 USD.');
});

test('where no account is asked there is no table of them', async () => {
  const plan = { ...PLAN, accounts: [], units: 0 };
  expect((await collect(['--dry-run'], undefined, plan)).stdout).toMatch(/^No account was asked\.\n/);
});

test('a run that missed something shows what, and ends with 3', async () => {
  const { code, stdout } = await collect(['--what', 'all', '--accounts', `${PROD},${DEV}`]);
  expect(code).toBe(3);
  expect(stdout).toMatch(new RegExp(`aws +${DEV} +partial +1 +30 +1`));
  expect(stdout).toContain('Collection partial: 4 of 4 units.');
  expect(stdout).toContain(`aws ${DEV} eu-west-1 ec2:volume: denied: ec2:DescribeVolumes was denied`);
});

test('as JSON it is what the tool answers', async () => {
  const { stdout } = await collect(['--json']);
  expect(JSON.parse(stdout)).toMatchObject({ dry_run: false, run: { status: 'partial', units_total: 4 } });
});

test('one that is stopped ends with 130', async () => {
  expect((await collect([], AbortSignal.abort())).code).toBe(130);
});

test('what the tool refuses is refused here', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { asked, code } = await collect(['--accounts', 'a'.repeat(600)]);
  expect([asked, code]).toEqual([[], 2]);
});

test('a cloud is asked that is named, whatever is configured', async () => {
  const { asked } = await collect(['--cloud', 'azure', '--dry-run']);
  expect(asked.map(({ clouds }) => clouds)).toEqual([['azure']]);
});

test('what is still fresh is left, and said', async () => {
  const { asked, stdout } = await collect(['--stale-only', '--dry-run']);
  expect(asked).toMatchObject([{ staleOnly: true }]);
  expect(stdout).toContain('Still fresh and not asked: 9 units of aws inventory, read 2026-11-21T07:30:00Z or later.');
});
