/** A cache that the provider runs, or a node of one. */
export interface CacheAttributes {
  readonly instanceType?: string;
  readonly engine?: string;
  readonly engineVersion?: string;
}
