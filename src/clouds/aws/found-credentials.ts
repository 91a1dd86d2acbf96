import { join } from 'node:path';
import { type FoundCredentials, firmware, instantIn, type Machine } from '../found-credentials.ts';

/** One profile of AWS's own files, as far as it says what it is. */
interface Profile {
  readonly name: string;
  readonly kind: string;
}

// By the key that a profile has, the first that fits.
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^role_arn$/, 'a role'],
  [/^sso_/, 'SSO'],
  [/^login_session$/, 'a console sign-in'],
  [/^credential_process$/, 'a program'],
  [/^aws_access_key_id$/, 'an access key'],
];

/** The profiles of one file. Its values are never looked at. */
export function profilesIn(text: string): Profile[] {
  const profiles = new Map<string, Set<string>>();
  let keys = new Set<string>();
  for (const line of text.split('\n')) {
    const section = /^\s*\[\s*(?:profile\s+)?([^\]]+?)\s*\]/.exec(line)?.[1];
    if (section !== undefined) {
      // `[sso-session x]` and `[services x]` are parts of profiles.
      const isPart = /^\s*\[\s*(?:sso-session|services)\s/.test(line);
      keys = isPart ? new Set() : (profiles.get(section) ?? new Set());
      if (!isPart) profiles.set(section, keys);
      continue;
    }
    // What is indented belongs to the key above.
    const key = /^([\w-]+)\s*=/.exec(line)?.[1];
    if (key !== undefined) keys.add(key.toLowerCase());
  }
  return [...profiles].flatMap(([name, own]) => {
    const kind = KINDS.find(([pattern]) => [...own].some((key) => pattern.test(key)))?.[1];
    return kind === undefined ? [] : [{ name, kind }];
  });
}

/** What AWS's own tools would find: environment, files, container, instance. */
export async function awsFoundCredentials(machine: Machine): Promise<FoundCredentials[]> {
  const { environment } = machine;
  const own = (words: string, expiresAt?: string): FoundCredentials => ({
    ...{ words, settings: { cloud: 'aws' } },
    ...(expiresAt === undefined ? {} : { expiresAt }),
  });
  const fromEnvironment = inEnvironment(environment);
  const profiles = await profilesOf(machine);
  // What the environment says comes first for AWS's tools, and a profile that it names before the others.
  if (fromEnvironment) return [own(fromEnvironment, instantIn(environment.AWS_CREDENTIAL_EXPIRATION)), ...profiles];
  if (profiles.length > 0) return profiles;
  return (await firmware(machine, 'sys_vendor')) === 'Amazon EC2' ? [own('the role of this instance')] : [];
}

function inEnvironment(environment: Machine['environment']): string | undefined {
  if (environment.AWS_ACCESS_KEY_ID && environment.AWS_SECRET_ACCESS_KEY)
    return environment.AWS_SESSION_TOKEN
      ? 'temporary credentials in the environment (AWS_ACCESS_KEY_ID, AWS_SESSION_TOKEN)'
      : 'an access key in the environment (AWS_ACCESS_KEY_ID)';
  if (environment.AWS_WEB_IDENTITY_TOKEN_FILE && environment.AWS_ROLE_ARN)
    return 'a web identity (AWS_WEB_IDENTITY_TOKEN_FILE)';
  if (environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || environment.AWS_CONTAINER_CREDENTIALS_FULL_URI)
    return 'the role of this container';
  return undefined;
}

async function profilesOf({ environment, home, text }: Machine): Promise<FoundCredentials[]> {
  const files = [
    environment.AWS_CONFIG_FILE || join(home, '.aws', 'config'),
    environment.AWS_SHARED_CREDENTIALS_FILE || join(home, '.aws', 'credentials'),
  ];
  const found = new Map<string, FoundCredentials>();
  for (const file of files)
    for (const { name, kind } of profilesIn((await text(file)) ?? ''))
      if (!found.has(name))
        found.set(name, { words: `profile ${name} (${kind}) in ${file}`, settings: { cloud: 'aws', profile: name } });
  return [...found.values()];
}
