import type { Protocol, WireCall } from './wire.ts';

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

type Reason = 'deny' | 'throttle';

// The codes of https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html and the pages like it.
const CODES: Readonly<Record<Protocol, Readonly<Record<Reason, readonly [status: number, code: string]>>>> = {
  ec2: { deny: [403, 'UnauthorizedOperation'], throttle: [503, 'RequestLimitExceeded'] },
  query: { deny: [403, 'AccessDenied'], throttle: [400, 'Throttling'] },
  json: { deny: [400, 'AccessDeniedException'], throttle: [400, 'ThrottlingException'] },
  cbor: { deny: [403, 'AccessDenied'], throttle: [400, 'ThrottlingException'] },
  s3: { deny: [403, 'AccessDenied'], throttle: [503, 'SlowDown'] },
  lambda: { deny: [403, 'AccessDeniedException'], throttle: [429, 'TooManyRequestsException'] },
};

/** What the service itself would say. */
export function refusal({ protocol, service, operation }: WireCall, reason: Reason): WireAnswer {
  const [status, code] = CODES[protocol][reason];
  const message = reason === 'deny' ? `not authorized to perform ${service}:${operation}` : 'Rate exceeded';
  const answer = (type: string, body: Buffer | string, headers: Readonly<Record<string, string>> = {}): WireAnswer => ({
    status,
    headers: { 'content-type': type, 'x-amzn-requestid': '00000000-0000-4000-8000-000000000000', ...headers },
    body: Buffer.from(body),
  });
  const error = `<Code>${code}</Code><Message>${message}</Message>`;
  switch (protocol) {
    case 'ec2':
      return answer(
        'text/xml',
        `<Response><Errors><Error>${error}</Error></Errors><RequestID>0</RequestID></Response>`,
      );
    case 'query':
      return answer(
        'text/xml',
        `<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>0</RequestId></ErrorResponse>`,
      );
    case 's3':
      return answer(
        'application/xml',
        `<?xml version="1.0" encoding="UTF-8"?><Error>${error}<RequestId>0</RequestId></Error>`,
      );
    case 'cbor':
      return answer('application/cbor', cborOf({ __type: code, message }), { 'smithy-protocol': 'rpc-v2-cbor' });
    case 'json':
    case 'lambda':
      return answer('application/json', JSON.stringify({ __type: code, message }), { 'x-amzn-errortype': code });
  }
}

/** A map of short texts in CBOR (RFC 8949, section 3.1). */
function cborOf(map: Readonly<Record<string, string>>): Buffer {
  const text = (word: string): Buffer => {
    const bytes = Buffer.from(word);
    return Buffer.concat([Buffer.from(bytes.length < 24 ? [0x60 + bytes.length] : [0x78, bytes.length]), bytes]);
  };
  const entries = Object.entries(map);
  return Buffer.concat([
    Buffer.from([0xa0 + entries.length]),
    ...entries.flatMap(([key, value]) => [text(key), text(value)]),
  ]);
}
