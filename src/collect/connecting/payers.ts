import type { AccountSettings, ConnectedAccount, Connection, Payer } from '../../clouds/cloud.ts';
import { CloudError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import { gapOf } from '../gaps.ts';
import type { CollectionParts } from '../parts.ts';
import { eachOf } from '../pool.ts';
import { withinDeadline } from '../sending/unit-of-work.ts';
import type { KnownAccount } from './connect.ts';

type AskParts = Pick<CollectionParts, 'settings' | 'time' | 'log'>;
type Answers = ReadonlyMap<AccountSettings, Connection>;

/** The bills that the connections read, each once, without those of accounts that somebody disabled or that can't be reached. */
export function readableBills(
  entries: readonly AccountSettings[],
  answers: Answers,
  disabled: readonly KnownAccount[],
  unreached: ReadonlySet<ConnectedAccount>,
): Payer[] {
  const payers = new Map<string, Payer>();
  // What an entry without resource groups reads of a bill is all of it.
  const hasGroups = ({ resource_groups: groups }: AccountSettings) => (groups?.length ? 1 : 0);
  const wholeFirst = entries.toSorted((a, b) => hasGroups(a) - hasGroups(b));
  // What one entry knows of a bill is true of another's, too.
  const holdsOf = ({ cloud, id }: Payer) =>
    [...answers.values()]
      .flatMap((one) => one.payers.filter((payer) => payer.cloud === cloud && payer.id === id))
      .flatMap(({ holds }) => (holds ? [holds] : []))[0];
  for (const { accounts, payers: own } of wholeFirst.flatMap((entry) => answers.get(entry) ?? []))
    for (const payer of own) {
      const key = `${payer.cloud} ${payer.id}`;
      const isDisabled = disabled.some(({ cloud, account }) => cloud === payer.cloud && account === payer.id);
      const isUnreached = accounts.some((account) => account.id === payer.id && unreached.has(account));
      if (isDisabled || isUnreached || payers.has(key)) continue;
      const holds = holdsOf(payer);
      payers.set(key, holds ? { ...payer, holds } : payer);
    }
  return [...payers.values()].sort((a, b) => a.id.localeCompare(b.id, 'en'));
}

/**
 * Only the bills that no other of them holds: every dollar would be there twice, and every question paid twice. Who pays is
 * asked where there are several; what nobody tells is a gap where two may overlap, and shows in the rows of the bills.
 */
export async function withoutMembers(
  bills: readonly Payer[],
  parts: AskParts,
  signal: AbortSignal,
): Promise<{ readonly payers: readonly Payer[]; readonly gaps: readonly Gap[] }> {
  const isHeld = ({ cloud, id }: Payer) => bills.some((one) => one.cloud === cloud && one.holds?.includes(id));
  const left = bills.filter((bill) => !isHeld(bill));
  const told = await askWhoPays(left, parts, signal);
  const paid = (bill: Payer) => told.by.get(bill);
  const heldBy = (holder: Payer) =>
    left.filter((bill) => bill !== holder && bill.cloud === holder.cloud && paid(bill) === holder.id);
  const payers = left
    .filter((bill) => !left.some((holder) => heldBy(holder).includes(bill)))
    .map((payer) => {
      const holds = [...(payer.holds ?? []), ...heldBy(payer).map(({ id }) => id)];
      return holds.length > 0 ? { ...payer, holds } : payer;
    });
  /** Whether a bill that nobody told of may be in this one, or this one in it. */
  const mayOverlap = (unknown: Payer) => (one: Payer) =>
    one !== unknown &&
    one.cloud === unknown.cloud &&
    (told.gaps.has(one) || (paid(one) === one.id && one.holds === undefined));
  const gaps = [...told.gaps].flatMap(([bill, gap]) => (left.some(mayOverlap(bill)) ? [gap] : []));
  return { payers, gaps };
}

interface Told {
  readonly by: ReadonlyMap<Payer, string | undefined>;
  readonly gaps: ReadonlyMap<Payer, Gap>;
}

async function askWhoPays(
  bills: readonly Payer[],
  { settings, time, log }: AskParts,
  signal: AbortSignal,
): Promise<Told> {
  const by = new Map<Payer, string | undefined>();
  const gaps = new Map<Payer, Gap>();
  // One alone overlaps with none.
  const several = bills.filter(
    (bill) => bill.paidBy && bills.some((one) => one !== bill && one.cloud === bill.cloud && one.paidBy),
  );
  await eachOf(several, settings.maxParallelAccounts, signal, async (bill) => {
    const { cloud, id, paidBy } = bill;
    if (!paidBy) return;
    const limits = { id: `${cloud} ${id}`, deadlineMs: settings.deadlineSeconds * 1000, signal };
    try {
      by.set(bill, await withinDeadline(time, limits, () => paidBy.ask()));
    } catch (error) {
      if (signal.aborted) throw error;
      if (!(error instanceof CloudError)) log?.(error, `who pays for ${cloud} ${id}`);
      const gap = gapOf(error, { cloud, account: id, dataset: 'costs' }, 'finding out who pays');
      const detail = `${gap.detail}; whether another account pays for it shows in the bills alone`;
      gaps.set(bill, { ...gap, detail });
    }
  });
  return { by, gaps };
}
