import { join, resolve } from 'node:path';
import { type FoundCredentials, firmware, type Machine } from '../found-credentials.ts';

const IMPERSONATED = 'an impersonated service account';

// What the files say they are; their other fields are never looked at.
const KINDS: ReadonlyMap<unknown, string> = new Map([
  ['service_account', 'a service account’s key'],
  ['external_account', 'a workload identity'],
  ['authorized_user', 'the sign-in of gcloud'],
  ['impersonated_service_account', IMPERSONATED],
]);

/** What Google's own tools would find, in their order: the first is used. */
export async function gcpFoundCredentials(machine: Machine): Promise<FoundCredentials[]> {
  const { environment, text } = machine;
  const named = environment.GOOGLE_APPLICATION_CREDENTIALS;
  if (named) {
    const kind = kindOf(await text(named));
    const words = `${kind ?? 'a file that can’t be read as credentials'} (GOOGLE_APPLICATION_CREDENTIALS: ${named})`;
    // By its path, so that it is found when the variable is not set; what only Google's library reads stays with that.
    const isOurs = kind !== undefined && kind !== IMPERSONATED;
    return [{ words, settings: { cloud: 'gcp', ...(isOurs ? { credentials: resolve(named) } : {}) } }];
  }
  const file = join(folderOf(machine), 'application_default_credentials.json');
  const kind = kindOf(await text(file));
  if (kind !== undefined) return [{ words: `${kind} (${file})`, settings: { cloud: 'gcp' } }];
  if (environment.K_SERVICE || environment.CLOUD_RUN_JOB)
    return [{ words: 'the service account of this service', settings: { cloud: 'gcp' } }];
  if (environment.GCE_METADATA_HOST || (await firmware(machine, 'product_name')) === 'Google Compute Engine')
    return [{ words: 'the service account of this machine', settings: { cloud: 'gcp' } }];
  return [];
}

function folderOf({ environment, home, platform }: Machine): string {
  if (environment.CLOUDSDK_CONFIG) return environment.CLOUDSDK_CONFIG;
  if (platform === 'win32' && environment.APPDATA) return join(environment.APPDATA, 'gcloud');
  return join(home, '.config', 'gcloud');
}

function kindOf(text: string | undefined): string | undefined {
  try {
    const json: unknown = JSON.parse(text ?? '');
    return typeof json === 'object' && json !== null ? KINDS.get(Reflect.get(json, 'type')) : undefined;
  } catch {
    return undefined;
  }
}
