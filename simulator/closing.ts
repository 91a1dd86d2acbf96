import type { Call } from './door.ts';
import type { Estate, PlantedAccount } from './estate/estate.ts';

/** An account that is closed: suspended at AWS, disabled at Azure, deleted at Google. */
export interface Closing {
  readonly account: string;
  /** When so many more calls of an operation were answered; absent means at once. */
  readonly after?: { readonly operation: string; readonly calls: number };
}

export interface Closings {
  /** @throws Error for an account that the company doesn't have. */
  close(closing: Closing): void;
  /** Whatever became of the call. */
  counted(call: Pick<Call, 'operation'>): void;
}

const CLOSED = { aws: 'SUSPENDED', azure: 'Disabled', gcp: 'DELETE_REQUESTED' } as const satisfies Record<
  PlantedAccount['cloud'],
  PlantedAccount['state']
>;

/** Closes accounts of a company while it runs. */
export function closingsIn({ accounts }: Pick<Estate, 'accounts'>): Closings {
  const waiting: { readonly account: PlantedAccount; readonly operation: string; left: number }[] = [];
  const close = (account: PlantedAccount) => {
    account.state = CLOSED[account.cloud];
  };
  return {
    close({ account: id, after }) {
      const account = accounts.find((one) => one.id === id);
      if (!account) throw new Error(`the company has no account ${id}`);
      if (after) waiting.push({ account, operation: after.operation, left: after.calls });
      else close(account);
    },
    counted({ operation }) {
      for (const one of waiting) {
        if (one.operation !== operation || one.left === 0) continue;
        one.left -= 1;
        if (one.left === 0) close(one.account);
      }
    },
  };
}
