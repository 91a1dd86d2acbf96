import { type LoadProfile, plantLoad } from '../load.ts';
import { plantName } from '../names.ts';
import type { Planter } from '../planter.ts';
import { plantTags } from '../tags.ts';
import { plantCreation } from '../time.ts';
import { uniqueNames } from '../unique.ts';

export interface FunctionDetail {
  readonly runtime: string;
  readonly handler: string;
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly codeBytes: number;
  readonly codeSha256: string;
  readonly architecture: 'x86_64' | 'arm64';
  readonly role: string;
  readonly ephemeralStorageMiB: number;
  readonly load: LoadProfile;
}

const runtimes = [
  'nodejs22.x',
  'nodejs20.x',
  'nodejs16.x',
  'python3.13',
  'python3.12',
  'python3.8',
  'java21',
  'provided.al2023',
];

export const functions: Planter<FunctionDetail> = {
  type: 'lambda:function',
  weight: 8,
  where: 'regions',
  plant(random, account, region, count, { now }) {
    const unique = uniqueNames();
    return Array.from({ length: count }, () => {
      const named = plantName(random, random.pick(['handler', 'worker', 'webhook', 'cron', 'authorizer']));
      const name = unique(named.name);
      const runtime = random.pick(runtimes);
      return {
        cloud: 'aws' as const,
        id: `arn:aws:lambda:${region}:${account.id}:function:${name}`,
        type: 'lambda:function',
        account: account.id,
        region,
        name,
        createdAt: plantCreation(random, now),
        ...plantTags(random, { ...named, type: 'lambda:function' }),
        taggable: true,
        detail: {
          runtime,
          handler: runtime.startsWith('python') ? 'app.handler' : 'index.handler',
          memoryMiB: random.pick([128, 128, 256, 512, 1024, 3008]),
          timeoutSeconds: random.pick([3, 15, 30, 60, 900]),
          codeBytes: random.int(900, 40_000_000),
          codeSha256: Buffer.from(random.hex(64), 'hex').toString('base64'),
          architecture: random.chance(0.35) ? ('arm64' as const) : ('x86_64' as const),
          role: `arn:aws:iam::${account.id}:role/${name}-role`,
          ephemeralStorageMiB: 512,
          load: plantLoad(random),
        },
      };
    });
  },
};
