/** Where the doors write what the caller must not see. */
export interface Log {
  error(message: string, facts?: Readonly<Record<string, unknown>>): void;
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
}
