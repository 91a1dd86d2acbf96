import type { CloudErrorFacts } from '../../model/errors.ts';

type Advice = readonly (readonly [RegExp, string])[];

// Nobody was refused a right: nobody knew who asked.
// https://learn.microsoft.com/entra/identity-platform/reference-error-codes
const SIGN_IN: Advice = [
  [
    /^CredentialUnavailable/,
    'no sign-in to Azure was found: run az login, or set tenant_id, client_id and client_secret',
  ],
  [
    /^AADSTS7000215$/,
    'the client secret is wrong: set client_secret to the value of the secret, which is not its id, or make a new one',
  ],
  [
    /^AADSTS7000222$/,
    'the client secret has expired: make a new one (az ad app credential reset --id <client_id>) and set client_secret to it',
  ],
  [
    /^AADSTS700024$/,
    "this machine's clock is off, or the token of its workload identity has expired: set the clock right, and have the token renewed",
  ],
  [/^AADSTS700016$/, 'the tenant has no application of this client_id: look for a slip in client_id or tenant_id'],
  [/^AADSTS(90002|900023)$/, 'there is no such tenant: look for a slip in tenant_id'],
  [/^AADSTS7000112$/, 'the application is disabled: switch it on again among the enterprise applications of Entra ID'],
  [
    /^AADSTS53003$/,
    'a conditional access policy of the tenant forbids this sign-in: have it leave out the application',
  ],
  [
    /^AADSTS/,
    'Entra ID does not accept these credentials: check tenant_id, client_id and client_secret, or sign in again (az login)',
  ],
  [/TokenTenant$/, 'the sign-in is of another tenant: set tenant_id to the one that the subscriptions belong to'],
  [
    /AuthenticationToken|AuthenticationFailed|Unauthorized/,
    'the sign-in has expired or is not valid any more: sign in again (az login), or make a new client secret',
  ],
];

// https://learn.microsoft.com/azure/cost-management-billing/manage/subscription-states
const SUBSCRIPTION: Advice = [
  [
    /SubscriptionDisabled|DisabledSubscription/,
    'the subscription is disabled, and what is known of it stays as it was: reactivate it under Cost Management + Billing, or disable it here (cloudoptima accounts disable)',
  ],
  [
    /^SubscriptionDeleted$/,
    'the subscription is deleted: cancel that under Cost Management + Billing, or disable it here (cloudoptima accounts disable)',
  ],
  [
    /^SubscriptionNotFound$/,
    'no such subscription is shown to these credentials: look for a slip in its id, or assign them a role on it (cloudoptima init roles --cloud azure)',
  ],
  [
    /^NoSubscriptions$/,
    'no subscription is shown to these credentials: assign them a role on one or on a management group (cloudoptima init roles --cloud azure), which counts some minutes later',
  ],
];

const inList = (list: Advice, code: string): string | undefined => list.find(([pattern]) => pattern.test(code))?.[1];

/** What helps, where the code tells. */
export const adviceOn = ({ code, credentials }: Pick<CloudErrorFacts, 'code' | 'credentials'>): string | undefined =>
  credentials === undefined ? inList(SUBSCRIPTION, code) : inList(SIGN_IN, code);
