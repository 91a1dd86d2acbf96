import { afterEach, expect, test } from 'vitest';
import { asAccount } from '../../../simulator/test/clients.ts';
import { countingSend, simulatedCompany } from '../../../test/support/aws.ts';
import { identityOf, ofOneAccount } from './identity.ts';

const company = simulatedCompany({ resources: 100 });
afterEach(() => company.simulator.faults.clear());

const accounts = () => company.simulator.truth.clouds.aws.accounts.map(({ id }) => id);
const session = async (account = '') => (await asAccount(company.simulator, account)).credentials;

/** Keys of this machine that begin as the first of these, and are what `signIn` makes of them since. */
async function signedIn(first: Awaited<ReturnType<typeof session>>) {
  const { send, calls } = countingSend();
  let now = first;
  const asking = { credentials: async () => now, send, endpoint: company.simulator.url };
  const identity = await identityOf(asking, 'us-east-1');
  const credentials = ofOneAccount(asking, 'us-east-1', identity);
  const signIn = (next: typeof now) => {
    now = next;
  };
  return { identity, credentials, calls, signIn };
}

test('an identity is whose the keys are, and what was asked with', async () => {
  const [, account] = accounts();
  const keys = await session(account);
  const { identity } = await signedIn(keys);
  expect(identity).toEqual({ account, partition: 'aws', isRole: true, given: keys });
});

test('keys that stay ask nobody', async () => {
  const keys = await session(accounts()[1]);
  const { credentials, calls } = await signedIn(keys);
  expect([await credentials(), await credentials()]).toEqual([keys, keys]);
  expect(calls).toHaveLength(1);
});

test('keys that were renewed are asked once whose they are', async () => {
  const [, account] = accounts();
  const { credentials, calls, signIn } = await signedIn(await session(account));
  const renewed = await session(account);
  signIn(renewed);
  expect(await Promise.all([credentials(), credentials()])).toEqual([renewed, renewed]);
  expect(await credentials()).toEqual(renewed);
  expect(calls.map(({ action }) => action)).toEqual(['sts:GetCallerIdentity', 'sts:GetCallerIdentity']);
});

test('keys of another account serve nobody, until they are the first one’s again', async () => {
  const [payer, account] = accounts();
  const keys = await session(account);
  const { credentials, calls, signIn } = await signedIn(keys);
  signIn(company.simulator.credentials);
  for (let asked = 0; asked < 3; asked += 1)
    await expect(credentials()).rejects.toMatchObject({
      facts: { reason: 'denied', code: 'AnotherAccount', credentials: 'refused', retryable: false },
      message: expect.stringContaining(`signs in to account ${payer} by now, and no more to account ${account}`),
    });
  expect(calls).toHaveLength(2);
  signIn(keys);
  expect(await credentials()).toEqual(keys);
});

test('who can’t be asked whose they are is asked the next time', async () => {
  const [, account] = accounts();
  const { credentials, signIn } = await signedIn(await session(account));
  const renewed = await session(account);
  signIn(renewed);
  company.simulator.faults.add({ kind: 'throttle', service: 'sts', times: 1 });
  await expect(credentials()).rejects.toMatchObject({ facts: { reason: 'throttled' } });
  expect(await credentials()).toEqual(renewed);
});
