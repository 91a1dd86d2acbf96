import { typeOf } from './functions.ts';
import { invalidQuery } from './query-error.ts';

/** A parameter as requests write it. */
export interface QueryParameter {
  readonly name?: string;
  readonly parameterType?: { readonly type?: string; readonly arrayType?: { readonly type?: string } };
  readonly parameterValue?: {
    readonly value?: string | null;
    readonly arrayValues?: readonly { readonly value?: string | null }[];
  };
}

/** Parameters by name or by position, as expressions of the engine. Values are text, and are made what their type says. */
export function parametersOf(parameters: readonly QueryParameter[]): (name: string) => string {
  const byName = new Map(parameters.map((parameter) => [parameter.name?.toLowerCase(), parameter]));
  return (name) => {
    const own = name.slice(1).toLowerCase();
    const found = name.startsWith('?') ? parameters[Number(own) - 1] : byName.get(own);
    if (!found) throw invalidQuery(`Query parameter '${own}' not found`);
    return expression(found);
  };
}

function expression({ parameterType, parameterValue }: QueryParameter): string {
  const { type = 'STRING', arrayType } = parameterType ?? {};
  if (type === 'ARRAY') {
    const each = (parameterValue?.arrayValues ?? []).map(({ value }) => cast(value, arrayType?.type ?? 'STRING'));
    return `CAST([${each.join(', ')}] AS ${typeOf(arrayType?.type ?? 'STRING')}[])`;
  }
  return cast(parameterValue?.value, type);
}

const cast = (value: string | null | undefined, type: string): string =>
  `CAST(${value === null || value === undefined ? 'NULL' : `'${value.replaceAll("'", "''")}'`} AS ${typeOf(type)})`;
