import type { Estate } from '../estate/estate.ts';
import type { Reply } from '../reply.ts';

export type AwsReply = Reply;

/** A signed request after the door has read its credential: who asks, of which service, in which region. */
export interface AwsRequest {
  readonly method: string;
  /** Without the query string, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** From the credential scope of the signature: `ec2`, `monitoring`, `elasticloadbalancing`… */
  readonly signingName: string;
  readonly region: string;
  readonly account: string;
  readonly principalArn: string;
  readonly requestId: string;
  readonly now: Date;
}

/** An error as AWS names it; each protocol writes it in its own form. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** How an API writes requests, answers and errors; the codes of refusals (`refusals.ts`) differ by it. */
export type AwsProtocol = 'ec2' | 'query' | 'json' | 'rest-json' | 'rest-xml' | 'cbor';

/** One API of AWS. A protocol module (`protocols/`) makes one of these from plain operations. */
export interface AwsService {
  readonly signingName: string;
  readonly protocol: AwsProtocol;
  /** Every operation it answers, so that faults and tests can name them. */
  readonly operations: readonly string[];
  /** True where several APIs share a signing name (classic and v2 load balancing differ by Version). */
  serves(request: AwsRequest): boolean;
  operation(request: AwsRequest): string;
  /** The IAM action that guards an operation; mostly `service:Operation`, but S3 has its own names. */
  iamAction(operation: string): string;
  /** The account that a request is about, where that isn't the caller's; faults go by it. */
  concerns?(request: AwsRequest): string | undefined;
  answer(request: AwsRequest, estate: Estate): AwsReply;
  fail(error: AwsError, request: AwsRequest): AwsReply;
}
