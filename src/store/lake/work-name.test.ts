import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { isAtWork, isOurs, workName } from './work-name.ts';

const [A, B] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const by = (pid: number | undefined) => `publish-${pid}-${A}-${B}`;

test('every name is another, and its maker is at work', () => {
  const [one, two] = [workName('publish'), workName('publish')];
  expect(one).not.toBe(two);
  expect([isOurs(one), isAtWork(one)]).toEqual([true, true]);
});

test.each([
  [by(1), true],
  [`${by(1)}.duckdb.wal`, true],
  ['publish', false],
  ['my-holiday-2026', false],
  [`publish-1-${A}`, false],
  [`Publish-1-${A}-${B}`, false],
  [`../${by(1)}`, false],
  [`${by(1)}/x`, false],
  ['', false],
])('%j was made here: %s', (name, ours) => expect(isOurs(name)).toBe(ours));

test('a process that has ended is not at work; one that has our number after a start of its own is not either', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  expect(isAtWork(by(pid))).toBe(false);
  expect(isAtWork(by(process.pid))).toBe(false);
});

test('a process of somebody else is at work', () => expect(isAtWork(by(process.ppid))).toBe(true));

// Numbers that are no process's: 0 would mean our own group.
test.each([by(0), 'publish', by(99_999_999_999)])('%s names no process at work', (name) =>
  expect(isAtWork(name)).toBe(false),
);
