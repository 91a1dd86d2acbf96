import { savingsPlanService } from '../../estate/aws/services.ts';
import { type ChargeTest, every, not, some } from '../../estate/charge-test.ts';
import type { PlantedCharge } from '../../estate/estate.ts';
import { AwsError } from '../service.ts';

export interface Expression {
  readonly And?: readonly Expression[];
  readonly Or?: readonly Expression[];
  readonly Not?: Expression;
  readonly Dimensions?: ValueFilter;
  readonly Tags?: ValueFilter;
  readonly CostCategories?: ValueFilter;
}

export interface ValueFilter {
  readonly Key?: string;
  readonly Values?: readonly string[];
  readonly MatchOptions?: readonly string[];
}

const dimensions: Readonly<Record<string, (charge: PlantedCharge) => string>> = {
  SERVICE: (charge) => charge.service,
  LINKED_ACCOUNT: (charge) => charge.account,
  REGION: (charge) => charge.region,
  RECORD_TYPE: recordType,
};

/** What Cost Explorer calls the charge type; it follows from the service in what is planted. */
function recordType(charge: PlantedCharge): string {
  if (charge.service === 'Tax') return 'Tax';
  if (charge.service.startsWith('AWS Support')) return 'Support';
  return charge.service === savingsPlanService ? 'SavingsPlanRecurringFee' : 'Usage';
}

/** The value of a charge in a dimension, or AWS's refusal of a name that is none. */
export function dimensionOf(name: string | undefined, refusal: string): (charge: PlantedCharge) => string {
  const read = name && Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
  if (read) return read;
  throw new AwsError('ValidationException', `${refusal} Valid values are ${Object.keys(dimensions).join(', ')}`);
}

/** Compiles a filter; every charge passes where there is none. */
export function filterOf(expression: Expression | undefined): ChargeTest {
  if (!expression) return () => true;
  if (Object.keys(expression).length !== 1) {
    throw new AwsError('ValidationException', 'Expression has to be one and only one of its members');
  }
  const { And, Or, Not, Dimensions, Tags } = expression;
  if (And || Or) return combined(And ?? Or ?? [], And !== undefined);
  if (Not) return not(filterOf(Not));
  if (Dimensions) return matching(Dimensions, dimensionOf(Dimensions.Key, 'Dimension is invalid.'));
  const key = Tags?.Key ?? '';
  // Nothing here has a cost category, which leaves only `ABSENT` true of one.
  return matching(Tags ?? expression.CostCategories ?? {}, (charge) => (Tags && charge.tags[key]) || '');
}

function combined(expressions: readonly Expression[], all: boolean): ChargeTest {
  if (expressions.length < 2) {
    throw new AwsError('ValidationException', 'And/Or expression must have at least 2 operands');
  }
  const filters = expressions.map(filterOf);
  return all ? every(filters) : some(filters);
}

function matching(filter: ValueFilter, read: (charge: PlantedCharge) => string) {
  if (filter.MatchOptions?.includes('ABSENT')) return (charge: PlantedCharge) => read(charge) === '';
  const values = new Set(filter.Values);
  return (charge: PlantedCharge) => values.has(read(charge));
}
