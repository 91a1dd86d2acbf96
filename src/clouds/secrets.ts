/** Where a secret is kept is written in the configuration; the secret itself is asked for when it is used. */
export interface Secrets {
  /** @param reference `env://VARIABLE`, `azure-kv://vault/name`… @throws UserError when it leads to nothing. */
  resolve(reference: string): Promise<string>;
}
