import { createHmac, randomUUID } from 'node:crypto';
import { uuid } from '../estate/azure/ids.ts';
import { randomFrom } from '../estate/random.ts';
import type { Tenant } from './tenant.ts';

/** A service principal or managed identity of the tenant. */
export interface Principal {
  readonly clientId: string;
  readonly objectId: string;
  readonly name: string;
  readonly secret: string;
  readonly secretExpired: boolean;
  /** The subscriptions that a role of it covers; with all of them it reads the management groups, too. */
  readonly reads: 'everything' | readonly string[];
}

/** Everyone who can sign in, by what they may do. */
export interface Principals {
  readonly reader: Principal;
  /** Reads the second subscription only. */
  readonly oneSubscription: Principal;
  readonly withoutRole: Principal;
  readonly expired: Principal;
  readonly managedIdentity: Principal;
}

export function principalsOf({ subscriptions }: Tenant, seed: number): Principals {
  const random = randomFrom(seed).fork('azure principals');
  const principal = (name: string, reads: Principal['reads'], secretExpired = false): Principal => ({
    ...{ name, reads, secretExpired, clientId: uuid(random), objectId: uuid(random) },
    secret: `${random.code(3)}8Q~${random.code(34)}`,
  });
  return {
    reader: principal('cloudoptima', 'everything'),
    oneSubscription: principal(
      'one-subscription',
      subscriptions.slice(1, 2).map(({ id }) => id),
    ),
    withoutRole: principal('without-role', []),
    expired: principal('expired', 'everything', true),
    managedIdentity: principal('cloudoptima-host', 'everything'),
  };
}

/** What a token says; only those that were revoked are remembered. */
export interface Token {
  readonly audience: string;
  readonly tenant: string;
  readonly clientId: string;
  /** Seconds since 1970. */
  readonly expires: number;
}

/** The same by the names that a token has for it. */
interface Claims {
  readonly aud: string;
  readonly tid: string;
  readonly appid: string;
  readonly exp: number;
}

/** Signs and reads access tokens. Clients take them for opaque. */
export function tokensOf(seed: number) {
  const key = randomFrom(seed).fork('azure tokens').hex(64);
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const revoked = new Set<string>();
  return {
    revoke: (token: string) => void revoked.add(token),
    issue({ audience, tenant, clientId, expires }: Token, objectId: string): string {
      const own: Claims = { aud: audience, tid: tenant, appid: clientId, exp: expires };
      // No two are alike, so that one can be revoked.
      const claims = { ...own, oid: objectId, ver: '1.0', uti: randomUUID() };
      const text = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}`;
      return `${text}.${sign(text)}`;
    },
    /** Undefined for what was not issued here. */
    read(token: string): Token | undefined {
      const end = token.lastIndexOf('.');
      const text = token.slice(0, end);
      if (end < 0 || token.slice(end + 1) !== sign(text)) return undefined;
      // What is signed was issued above, with all of its claims.
      const claims = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()) as Claims;
      const expires = revoked.has(token) ? 0 : claims.exp;
      return { audience: claims.aud, tenant: claims.tid, clientId: claims.appid, expires };
    },
  };
}

export type Tokens = ReturnType<typeof tokensOf>;
