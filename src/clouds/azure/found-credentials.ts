import { join } from 'node:path';
import type { AccountSettings } from '../cloud.ts';
import { type FoundCredentials, firmware, type Machine } from '../found-credentials.ts';

// What every virtual machine of Azure has in its firmware.
const AZURE_CHASSIS = '7783-7084-3265-9085-8269-3286-77';

/** What Azure's own tools would find, in their order: the first is used. */
export async function azureFoundCredentials(machine: Machine): Promise<FoundCredentials[]> {
  const { environment, home, text } = machine;
  const { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client } = environment;
  const named: AccountSettings = {
    cloud: 'azure',
    ...(tenant ? { tenant_id: tenant } : {}),
    ...(client ? { client_id: client } : {}),
  };
  if (tenant && client && environment.AZURE_CLIENT_SECRET)
    return [
      {
        words: 'a service principal in the environment (AZURE_CLIENT_ID, AZURE_CLIENT_SECRET)',
        settings: { ...named, client_secret: 'env://AZURE_CLIENT_SECRET' },
      },
    ];
  if (tenant && client && environment.AZURE_CLIENT_CERTIFICATE_PATH)
    return [{ words: 'a service principal with a certificate (AZURE_CLIENT_CERTIFICATE_PATH)', settings: named }];
  if (tenant && client && environment.AZURE_FEDERATED_TOKEN_FILE)
    return [{ words: 'a workload identity (AZURE_FEDERATED_TOKEN_FILE)', settings: named }];
  const plain: AccountSettings = { cloud: 'azure', ...(tenant ? { tenant_id: tenant } : {}) };
  if (environment.IDENTITY_ENDPOINT || environment.MSI_ENDPOINT)
    return [{ words: 'the managed identity of this app (IDENTITY_ENDPOINT)', settings: named }];
  if ((await firmware(machine, 'chassis_asset_tag')) === AZURE_CHASSIS)
    return [{ words: 'the managed identity of this virtual machine', settings: named }];
  const az = join(environment.AZURE_CONFIG_DIR || join(home, '.azure'), 'azureProfile.json');
  if (hasSubscriptions(await text(az))) return [{ words: `the sign-in of az (${az})`, settings: plain }];
  const azd = join(environment.AZD_CONFIG_DIR || join(home, '.azd'), 'auth.json');
  return (await text(azd)) === undefined ? [] : [{ words: `the sign-in of azd (${azd})`, settings: plain }];
}

/** `az logout` leaves the file and empties it. It begins with a mark of its encoding. */
function hasSubscriptions(text: string | undefined): boolean {
  try {
    const profile: unknown = JSON.parse((text ?? '').replace(/^\ufeff/, ''));
    const list: unknown = typeof profile === 'object' && profile !== null ? Reflect.get(profile, 'subscriptions') : [];
    return Array.isArray(list) && list.length > 0;
  } catch {
    return false;
  }
}
