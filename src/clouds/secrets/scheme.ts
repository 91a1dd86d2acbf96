import type { SchemeName } from './forms.ts';

/** The parts of a reference, as its form has them: absent ones are undefined. */
export type ReferenceParts = readonly (string | undefined)[];

/** One of the places where secrets are kept. */
export interface SecretScheme {
  readonly name: SchemeName;
  /** Whether it is asked over a network, so that one answer serves for a while. */
  readonly isRemote: boolean;
  /**
   * @param reference the whole, for errors: it says where a secret is, and is none.
   * @throws UserError when it leads to nothing. @throws CloudError when the cloud that keeps it refuses.
   */
  read(parts: ReferenceParts, reference: string): Promise<string>;
}
