import { instantOf } from '../instant.ts';
import { type AzureRow, type AzureRowCollector, defineAzureCollector, type Family } from './collector.ts';
import { provisioned, rowFacts } from './row-facts.ts';

/** A type of which it is enough to know whether it was set up, and when. */
export interface PlainType {
  readonly type: string;
  readonly family: Family;
  /** `other` where nothing is said. */
  readonly kind?: 'other' | 'registry';
  /** What its provider calls the instant of creation: each has another word. Absent where it doesn't tell. */
  readonly createdIn?: string;
}

type Properties = Readonly<Record<string, string | undefined>>;

export const definePlainCollector = ({ type, family, kind = 'other', createdIn }: PlainType): AzureRowCollector =>
  defineAzureCollector({
    ...{ type, family, kind, taggable: true },
    permissions: [`${type}/read`],
    normalize: (row: AzureRow<Properties>) => ({
      ...rowFacts(row),
      ...provisioned(row.properties.provisioningState),
      ...(createdIn === undefined ? {} : { createdAt: instantOf(row.properties[createdIn]) }),
      attributes: {},
    }),
  });
