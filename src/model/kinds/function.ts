/** A function that runs on demand. */
export interface FunctionAttributes {
  readonly runtime?: string;
  readonly architecture?: string;
  readonly memoryMib?: number;
  readonly ephemeralStorageMib?: number;
  readonly timeoutSeconds?: number;
  readonly codeSizeBytes?: number;
  readonly packageType?: string;
  readonly networkId?: string;
  readonly modifiedAt?: string;
}
