import { foundCredentials, thisMachine } from '../machine.ts';
import type { CloudName } from '../model/cloud.ts';
import type { Diagnosis } from '../serve/product.ts';

// What ends before a working day is over ends before anybody looks again.
const SOON_MS = 8 * 3_600_000;

/** Credentials of which it is told when they end. */
export async function* credentialDiagnoses(
  clouds: readonly CloudName[],
  environment: Readonly<Record<string, string | undefined>>,
  now: Date,
): AsyncIterable<Diagnosis> {
  for (const cloud of clouds)
    for (const { words, expiresAt } of await foundCredentials(cloud, thisMachine(environment))) {
      if (expiresAt === undefined) continue;
      const left = Date.parse(expiresAt) - now.getTime();
      const status = left <= 0 ? 'failed' : left < SOON_MS ? 'warning' : 'ok';
      const detail = `${words} ${left <= 0 ? 'ended' : 'end'} at ${expiresAt}`;
      yield { check: `${cloud} credentials`, status, detail };
    }
}
