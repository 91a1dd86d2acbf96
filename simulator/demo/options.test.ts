import { expect, test } from 'vitest';
import { demoHelp, demoOptions, UsageError } from './options.ts';

test('without arguments it is the company that everybody gets', () => {
  expect(demoOptions([])).toEqual({
    once: false,
    seed: 1,
    resources: 1500,
    home: undefined,
    port: 7357,
    json: false,
    quiet: false,
  });
});

test('every flag is understood', () => {
  const argv = ['--once', '--seed', '77', '--resources=200', '--home', 'x', '--port', '0', '--json', '--quiet'];
  expect(demoOptions(argv)).toEqual({
    once: true,
    seed: 77,
    resources: 200,
    home: 'x',
    port: 0,
    json: true,
    quiet: true,
  });
});

test.each([['--help'], ['-h']])('%s asks for help', (flag) => expect(demoOptions([flag])).toBe('help'));

test.each([
  [['--seeds', '1'], "Unknown option '--seeds'"],
  [['once'], "Unexpected argument 'once'"],
  [['--seed', '-1'], '--seed'],
  [['--seed', '1.5'], '--seed is a whole number from 0 to 4294967295, not "1.5".'],
  [['--resources', '0'], '--resources is a whole number from 1 to 1000000, not "0".'],
  [['--port', '70000'], '--port is a whole number from 0 to 65535, not "70000".'],
])('%j is refused in words', (argv, words) => {
  expect(() => demoOptions(argv)).toThrow(UsageError);
  expect(() => demoOptions(argv)).toThrow(words);
});

test('help tells of every flag', () => {
  for (const flag of ['--once', '--seed', '--resources', '--home', '--port', '--json', '--quiet', '--help'])
    expect(demoHelp).toContain(flag);
});
