import type { RecommendationSource } from '../clouds/cloud.ts';
import { counted } from '../model/counted.ts';
import type { Gap } from '../model/gap.ts';
import type { Recommendation } from '../model/recommendation.ts';
import { hasShape, isId, isInstant } from './inventory/row-shape.ts';

/** What a provider recommends is held against what a recommendation may be, before it is kept. */
export interface RecommendationCheck {
  /** Those that are as they should be, and those that can do without what breaks their shape, without it. */
  checked(rows: readonly Recommendation[]): Recommendation[];
  /** What was left out of an account's. Where nobody can tell whose it was, it may have been any account's. */
  gaps(account: string): Gap[];
}

const isAmount = (value: unknown): boolean => typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
const isCurrency = (value: unknown): boolean => typeof value === 'string' && /^[A-Z]{3}$/.test(value);
const isIds = (value: unknown): boolean => Array.isArray(value) && value.every(isId);
const isText = (value: unknown): boolean => hasShape(value, 'text');

/** Of the fields without which nobody could tell what is recommended, and to whom, the first that breaks the shape. */
function brokenIn(row: Recommendation, accounts: ReadonlySet<string>): string | undefined {
  const { id, account, type, resourceIds, title } = row;
  if (!isId(id)) return 'id';
  if (!accounts.has(account)) return 'account';
  if (!isText(type)) return 'type';
  if (!isIds(resourceIds)) return 'resourceIds';
  return isText(title) ? undefined : 'title';
}

/** The names of the other fields that break the shape. */
function looseIn({ monthlySaving, refreshedAt, details }: Recommendation): string[] {
  const isMoney = monthlySaving === undefined || (isAmount(monthlySaving.amount) && isCurrency(monthlySaving.currency));
  return [
    ...(isMoney ? [] : ['monthlySaving']),
    ...(refreshedAt === undefined || isInstant(refreshedAt) ? [] : ['refreshedAt']),
    ...Object.entries(details).flatMap(([name, value]) => (isText(value) ? [] : [`details.${name}`])),
  ];
}

function without(row: Recommendation, loose: readonly string[]): Recommendation {
  const { monthlySaving, refreshedAt, details, ...rest } = row;
  const isKept = (field: string) => !loose.includes(field);
  return {
    ...rest,
    ...(monthlySaving && isKept('monthlySaving') ? { monthlySaving } : {}),
    ...(refreshedAt !== undefined && isKept('refreshedAt') ? { refreshedAt } : {}),
    details: Object.fromEntries(Object.entries(details).filter(([name]) => isKept(`details.${name}`))),
  };
}

interface Broken {
  readonly account: string;
  readonly field: string;
  readonly fieldsOnly: boolean;
}

/** Checks the recommendations of one list. */
export function createRecommendationCheck(
  place: Pick<Gap, 'cloud' | 'dataset'>,
  { name, accounts }: Pick<RecommendationSource, 'name' | 'accounts'>,
): RecommendationCheck {
  const known: ReadonlySet<string> = new Set(accounts);
  const found: Broken[] = [];
  function checked(row: Recommendation): Recommendation[] {
    const { account } = row;
    const broken = brokenIn(row, known);
    if (broken !== undefined) {
      found.push({ account, field: broken, fieldsOnly: false });
      return [];
    }
    const loose = looseIn(row);
    for (const field of loose) found.push({ account, field, fieldsOnly: true });
    return [loose.length > 0 ? without(row, loose) : row];
  }
  return {
    checked: (rows) => rows.flatMap(checked),
    gaps(account) {
      const own = found.filter((one) => one.account === account || !known.has(one.account));
      return [...Map.groupBy(own, ({ field }) => field)].map(([field, alike]): Gap => {
        const what = `a recommendation of ${name} was told with something that is no ${field}`;
        const times = counted(alike.length, 'recommendation');
        return alike.every(({ fieldsOnly }) => fieldsOnly)
          ? { ...place, account, reason: 'failed', detail: `${what}, which is left out of ${times}`, fieldsOnly: true }
          : { ...place, account, reason: 'failed', detail: `${what}: ${times} left out` };
      });
    },
  };
}
