import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// By case, or `nodeModules` would have one of them in its middle.
const WORDS = /[Mm]oto|MOTO|[Ss]imulat|SIMULAT|[Dd]emo|DEMO/;
/** Starts the simulator or the product, and is neither. */
const LAUNCHER = 'src/bin.js';
/** Its help names the command that the launcher takes. */
const HELP = 'src/serve/cli/program.ts';
// A string, a list of them, or a line of a help text: nothing that decides.
const TEXT_ALONE = /^(?:'[^']*',|\['[^\]]*'\],|\$ .*)$/;

const linesWith = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => WORDS.test(line))
    .map((line) => line.trim());

test('the product knows of no emulator by name, of no simulator and of no demo', () => {
  const product = globSync('src/**/*.{ts,js}', {
    exclude: ['**/node_modules/**', '**/*.test.ts', '**/testing/**', LAUNCHER],
  });
  expect(product.length).toBeGreaterThan(300);
  expect(product.filter((path) => linesWith(path).length > 0)).toEqual([HELP]);
  expect(linesWith(HELP).filter((line) => !TEXT_ALONE.test(line))).toEqual([]);
});
