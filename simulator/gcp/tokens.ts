import {
  createHmac,
  createPublicKey,
  createVerify,
  generateKeyPairSync,
  randomUUID,
  timingSafeEqual,
} from 'node:crypto';

export const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

/** Who asks. */
export interface Caller {
  /** `serviceAccount:…` or a `principal://…` of the workload identity pool. */
  readonly principal: string;
  readonly scopes: readonly string[];
}

export type TokenCheck = Caller | 'missing' | 'invalid' | 'expired';

/** Access tokens, and what they are given for. */
export interface Tokens {
  /** Good for so many seconds by the real clock. */
  issue(caller: Caller, seconds: number): { readonly token: string; readonly expiresAt: Date };
  /** Ends one at once. */
  expire(authorization: string | undefined): void;
  /** The Authorization header of a request. */
  check(authorization: string | undefined): TokenCheck;
  /** The token that the company's own identity provider gives to the product. */
  subjectToken(audience: string, seconds: number): string;
  /** @throws SubjectError */
  readSubject(token: string, audience: string): string;
  /** The private key of the service account that may sign for itself; made when first asked for. */
  privateKey(): { readonly pem: string; readonly id: string };
  /** The issuer of what that key has signed; undefined when it hasn't, or when it has run out. */
  readAssertion(token: string): Assertion | undefined;
}

export interface Assertion {
  readonly issuer: string;
  readonly scopes: readonly string[];
}

export class SubjectError extends Error {}

const issuer = 'https://login.northwind.example';

interface Issued extends Caller {
  readonly expiresAt: Date;
}

export function createTokens(clock: () => Date, secret: string): Tokens {
  const issued = new Map<string, Issued>();
  const seconds = () => Math.floor(clock().getTime() / 1000);
  let keys: { readonly pem: string; readonly id: string } | undefined;
  const privateKey = () => {
    keys ??= {
      pem: generateKeyPairSync('rsa', { modulusLength: 2048 })
        .privateKey.export({ type: 'pkcs8', format: 'pem' })
        .toString(),
      id: randomUUID().replaceAll('-', ''),
    };
    return keys;
  };
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest();
  const readAssertion = (token: string): Assertion | undefined => {
    const [head = '', payload = '', signature = ''] = token.split('.');
    if (!keys || !verified(`${head}.${payload}`, signature, keys.pem)) return undefined;
    const { iss, exp, scope } = claimsOf(payload);
    if (typeof iss !== 'string' || typeof exp !== 'number' || exp <= seconds()) return undefined;
    // One that names an audience instead of scopes is for all that its API does.
    return { issuer: iss, scopes: typeof scope === 'string' ? scope.split(' ') : [cloudPlatform] };
  };
  return {
    issue(caller, lifetime) {
      const token = `ya29.${randomUUID().replaceAll('-', '')}${randomUUID().replaceAll('-', '')}`;
      const expiresAt = new Date(clock().getTime() + lifetime * 1000);
      issued.set(token, { ...caller, expiresAt });
      return { token, expiresAt };
    },
    expire(authorization) {
      const token = tokenIn(authorization) ?? '';
      const known = issued.get(token);
      if (known) issued.set(token, { ...known, expiresAt: clock() });
    },
    check(authorization) {
      const token = tokenIn(authorization);
      if (token === undefined) return 'missing';
      const known = issued.get(token);
      if (known) return known.expiresAt > clock() ? known : 'expired';
      const signed = readAssertion(token);
      return signed ? { principal: `serviceAccount:${signed.issuer}`, scopes: signed.scopes } : 'invalid';
    },
    subjectToken(audience, lifetime) {
      const claims = { iss: issuer, aud: audience, sub: 'cloudoptima', iat: seconds(), exp: seconds() + lifetime };
      const text = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) => base64(JSON.stringify(part))).join('.');
      return `${text}.${sign(text).toString('base64url')}`;
    },
    readSubject(token, audience) {
      const [head = '', payload = '', signature = ''] = token.trim().split('.');
      const [given, right] = [Buffer.from(signature, 'base64url'), sign(`${head}.${payload}`)];
      if (given.length !== right.length || !timingSafeEqual(given, right)) {
        throw new SubjectError('The subject token could not be verified: its signature is not the issuer’s.');
      }
      const { aud, exp, sub } = claimsOf(payload);
      if (aud !== audience) {
        throw new SubjectError(`The audience in ID Token [${String(aud)}] does not match the expected audience.`);
      }
      if (typeof exp !== 'number' || exp <= seconds()) {
        throw new SubjectError(`ID Token issued at ${String(claimsOf(payload).iat)} is stale to sign-in.`);
      }
      return String(sub);
    },
    privateKey,
    readAssertion,
  };
}

const tokenIn = (authorization: string | undefined): string | undefined =>
  /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];

const base64 = (text: string): string => Buffer.from(text).toString('base64url');

function claimsOf(payload: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString());
  } catch {
    // What can't be read claims nothing: no issuer, no audience and no time, each of which is then refused.
    return {};
  }
}

const verified = (text: string, signature: string, pem: string): boolean =>
  createVerify('RSA-SHA256').update(text).verify(createPublicKey(pem), signature, 'base64url');
