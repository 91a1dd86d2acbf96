import type {
  Cloud,
  ConnectedAccount,
  Payer,
  ResourceSource,
  UnreachedAccount,
  WideChanges,
  WideListing,
  WideRows,
} from '../../clouds/cloud.ts';
import type { CloudError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { ResourceFacts } from '../../model/resource.ts';

export interface WideCloudOptions {
  readonly accounts?: readonly string[];
  readonly unreached?: readonly UnreachedAccount[];
  /** What signing in fails of. */
  readonly refused?: CloudError;
  readonly gaps?: readonly Gap[];
  /** What the list tells, in its order; all of it, asked for or not. */
  readonly rows: (page: number) => WideRows | CloudError | undefined;
  readonly exhaustive?: boolean;
  /** Accounts that are lost when the list has told the rest. */
  readonly lost?: ReadonlyMap<string, CloudError>;
  /** What changed since then; a cloud without it keeps no list of changes. */
  readonly changes?: (since: Date) => WideChanges | CloudError | undefined;
  readonly payers?: readonly Payer[];
  /** What its clock says in each answer; none is told where it is absent. */
  readonly clock?: () => Date;
}

/** Volumes and whatever else the list tells of; a stand-in for the network and nothing else. */
export function wideCloud(
  options: WideCloudOptions,
): Cloud & { readonly asked: { readonly pages: number; lists: number; changes: number } } {
  const { accounts = ['sub-1', 'sub-2'], unreached = [], gaps = [], payers = [], exhaustive = true } = options;
  const asked = { pages: 0, lists: 0, changes: 0 };
  return {
    name: 'azure',
    asked,
    async connect(_, send) {
      if (options.refused) throw options.refused;
      const { changes } = options;
      const wide: WideListing = {
        name: 'everything',
        exhaustive,
        ...(options.clock && { providerTime: options.clock }),
        ...(changes && {
          async changes(_, since) {
            asked.changes += 1;
            const found = changes(since);
            if (found instanceof Error) throw found;
            return found;
          },
        }),
        async *rows({ units, others, lose }) {
          asked.lists += 1;
          const wanted = ({ account, type }: WideRows) =>
            units.some((unit) => unit.account === account && unit.type === type) ||
            (type !== 'volume' && others.includes(account));
          for (let page = 0; ; page++) {
            const call = { account: 'tenant', region: 'global', service: 'graph', action: 'graph/read' };
            const rows = await send(call, async () => {
              asked.pages += 1;
              const answer = options.rows(page);
              if (answer instanceof Error) throw answer;
              return answer;
            });
            if (!rows) {
              for (const [account, error] of options.lost ?? []) lose(account, error);
              return;
            }
            if (wanted(rows)) yield rows;
          }
        },
      };
      const source: ResourceSource = {
        ...{ type: 'volume', kind: 'volume', reach: 'global', taggable: true, service: 'graph' },
        permissions: ['graph/read'],
        wide,
      };
      return {
        accounts: accounts.map(
          (id): ConnectedAccount => ({
            ...{ cloud: 'azure', id, name: undefined, sources: [source] },
            metrics: { pricePerSeries: '0', permissions: [], types: [], seriesFor: () => 0, async *points() {} },
          }),
        ),
        unreached,
        payers,
        gaps,
      };
    },
  };
}

/** So many resources of one unit, numbered from a first one. */
export const wideRows = (account: string, type: string, first: number, count: number): WideRows => ({
  account,
  type,
  kind: type === 'volume' ? 'volume' : 'other',
  taggable: true,
  rows: Array.from(
    { length: count },
    (_, index): ResourceFacts => ({ id: `/${account}/${type}/${first + index}`, tags: {}, attributes: {} }),
  ),
});
