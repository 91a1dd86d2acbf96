// A collection into a home whose disk is full, in memory that is mounted for it: needs Linux and util-linux's `unshare`.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cloudoptima } from '../doors/cli.ts';
import { type Company, collectedCompany } from '../doors/company.ts';

const INSIDE = 'CLOUDOPTIMA_TEST_MOUNTED';
const DISK = '48m';
const KIB = 1024;
// From nothing at all to enough for all of it: each stops the collection elsewhere.
const ROOM = [0, 16, 48, 96, 384, 768, 1536, 16_384].map((kib) => kib * KIB);
const LEASE_MS = 30_000;

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): number {
  return spawnSync(command, args, { stdio: 'inherit', env }).status ?? 1;
}

/** Begins again where mounting is allowed: as nobody, in a namespace of its own, or as root in one of mounts. */
function enter(): number {
  const ways = [['--user', '--map-root-user', '--mount'], ['--mount']];
  const way = ways.find((flags) => spawnSync('unshare', [...flags, 'true']).status === 0);
  if (!way) {
    console.error('A disk can be mounted here neither by root nor in a namespace: `unshare --mount` must be allowed.');
    return 1;
  }
  const again = [...way, process.execPath, fileURLToPath(import.meta.url)];
  return run('unshare', again, { ...process.env, [INSIDE]: '1' });
}

/** Takes all but so many bytes of the disk. */
function fill(path: string, room: number): void {
  const file = openSync(path, 'w');
  const block = Buffer.alloc(64 * KIB, 1);
  let bytes = 0;
  try {
    for (;;) bytes += writeSync(file, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
  truncateSync(path, Math.max(0, bytes - room));
}

async function resourcesOf({ env }: Company): Promise<string> {
  const { code, stdout, stderr } = await cloudoptima(['call', 'search_resources', '{"limit":500}'], env);
  if (code !== 0) throw new Error(`search_resources ended with ${code}: ${stderr}`);
  const { resources } = JSON.parse(stdout) as { resources: { resource_id: string; tags: unknown }[] };
  if (resources.length < 100) throw new Error(`only ${resources.length} resources`);
  return JSON.stringify(resources.map(({ resource_id: id, tags }) => [id, tags]).sort());
}

/** What is wrong with how a command ended that had no room; nothing where it had enough. */
function wrongWith({ code, stderr, stdout }: Awaited<ReturnType<typeof cloudoptima>>): string[] {
  if (code === 0 || code === 3) return [];
  const words = `${stdout}${stderr}`;
  return [
    ...(/disk is full/.test(words) ? [] : [`it doesn't say that the disk is full: ${words.slice(0, 500)}`]),
    ...(/\n\s+at |Internal error/.test(words) ? [`it shows how it failed: ${words.slice(0, 500)}`] : []),
  ];
}

async function tryRoom(company: Company, ballast: string, room: number, before: string): Promise<string[]> {
  // Another column in every file, so that nothing may be left as it was.
  const optional = [{ name: `room-${room}` }];
  const policy = { version: '2.0', required_tags: [{ name: 'Owner' }], optional_tags: optional };
  writeFileSync(join(company.home, 'policy.json'), JSON.stringify(policy));
  const collect = () => cloudoptima(['collect', '--what', 'inventory', '--json', '--quiet'], company.env);
  fill(ballast, room);
  const full = await collect();
  const asked = await cloudoptima(['call', 'list_accounts'], company.env);
  rmSync(ballast);
  const problems = [...wrongWith(full), ...wrongWith(asked)];
  console.log(`      with ${room / KIB} KiB: the collection ended with ${full.code}, a question with ${asked.code}`);
  if ((await resourcesOf(company)) !== before) problems.push('what was there is no longer, or is there twice');
  // Who had no room could not say either that it has ended.
  let again = await collect();
  for (let waited = 0; again.code === 2 && waited <= LEASE_MS; waited += 2_000) {
    await sleep(2_000);
    again = await collect();
  }
  if (again.code !== 0) problems.push(`with room again it ended with ${again.code}: ${again.stderr.slice(0, 500)}`);
  if ((await resourcesOf(company)) !== before) problems.push('with room again it is not what it was');
  return problems;
}

async function main(): Promise<number> {
  const disk = mkdtempSync(join(tmpdir(), 'cloudoptima-full-'));
  if (run('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'none', disk]) !== 0) return 1;
  let [passed, failed] = [0, 0];
  try {
    process.env.TMPDIR = join(disk, 'tmp');
    mkdirSync(process.env.TMPDIR);
    const company = await collectedCompany();
    const before = await resourcesOf(company);
    for (const room of ROOM) {
      const problems = await tryRoom(company, join(disk, 'ballast'), room, before);
      if (problems.length === 0) passed++;
      else failed++;
      console.log(`${problems.length === 0 ? 'pass' : 'FAIL'}  a home with room for ${room / KIB} KiB`);
      for (const problem of problems) console.log(`        ${problem}`);
    }
    await company.close();
  } finally {
    run('umount', [disk]);
    rmSync(disk, { recursive: true, force: true });
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = process.env[INSIDE] === '1' ? await main() : enter();
