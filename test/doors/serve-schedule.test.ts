import { expect, test, vi } from 'vitest';
import { runCommandLine } from '../../src/serve/cli/program.ts';
import type { Product, Shell } from '../../src/serve/product.ts';
import { tools } from '../../src/tools/index.ts';
import { openEstate } from '../../src/tools/testing/estate.fixture.ts';

test('serve follows the schedule until it is stopped, and closes what the collection uses after it', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const stop = new AbortController();
  const told: string[] = [];
  await using estate = await openEstate();
  const product = {
    ...{ version: '0', tools, clouds: [], warnings: [], toolChoice: { toolsets: ['all'], readOnly: false } },
    log: { error: (message: string) => void told.push(message), info: () => {} },
    serve: { host: '127.0.0.1', port: 0, allowRemote: false, allowedHosts: [], allowedOrigins: [] },
    context: async () => estate.context,
    validatePolicy: async () => ({ ...(await estate.context.policy()), warnings: [] }),
    schedule: {
      async follow(signal: AbortSignal) {
        told.push('follows');
        setTimeout(() => stop.abort(), 50);
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        await new Promise((resolve) => setTimeout(resolve, 50));
        told.push('ended');
      },
      next: () => undefined,
    },
    close: async () => void told.push('closed'),
  } as Partial<Product> as Product;
  const shell: Shell = {
    ...{ version: '0', launcher: '', tools, signal: stop.signal, open: async () => product },
    async *diagnose() {},
  };
  expect(await runCommandLine(['serve', '--quiet'], shell)).toBe(0);
  expect(told).toEqual(['follows', 'ended', 'closed']);
  vi.restoreAllMocks();
});
