/** What the query language has of values. A moment is a Date; what isn't there is null. */
export type Value = unknown;

export type Expression =
  | { readonly kind: 'literal'; readonly value: Value }
  /** `properties.extended['instanceView']`: a column and the way into it. */
  | { readonly kind: 'path'; readonly steps: readonly (string | number)[] }
  | { readonly kind: 'call'; readonly name: string; readonly parameters: readonly Expression[] }
  | { readonly kind: 'compare'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'among';
      readonly operator: string;
      readonly left: Expression;
      readonly list: readonly Expression[];
    }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] };

export interface Named {
  readonly name: string;
  readonly value: Expression;
}

export interface Ordering {
  readonly by: Expression;
  readonly descending: boolean;
}

export type Stage =
  | { readonly kind: 'where'; readonly condition: Expression }
  | { readonly kind: 'project' | 'extend'; readonly columns: readonly Named[] }
  | { readonly kind: 'order'; readonly orderings: readonly Ordering[] }
  | { readonly kind: 'summarize'; readonly count: string; readonly by: readonly Named[] }
  | { readonly kind: 'limit'; readonly rows: number }
  | { readonly kind: 'count' };

export interface Query {
  /** In lower case. */
  readonly table: string;
  readonly stages: readonly Stage[];
}
