import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const HEAP = fileURLToPath(new URL('small-heap.ts', import.meta.url));

// What most of a collection is like: thousands of things that each live for a while, and time in between. V8 sweeps seldom
// where little comes in a second.
const WORK = `
  const passing = [];
  let most = 0;
  for (let number = 0; number < 3_000_000; number++) {
    passing[number % 300_000] = { number, list: new Array(20).fill(number) };
    if (number % 15_000 > 0) continue;
    most = Math.max(most, process.memoryUsage().heapTotal);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  console.log(most);`;

const most = (before: string): number =>
  Number(execFileSync(process.execPath, ['--input-type=module', '-e', before + WORK], { encoding: 'utf8' }));

test('a process that collects holds much less garbage', () => {
  const small = most(`import { keepHeapSmall } from ${JSON.stringify(HEAP)}; keepHeapSmall();`);
  expect(small).toBeLessThan(0.45 * most(''));
});
