import { UserError } from '../../model/errors.ts';
import type { Send } from '../calls.ts';
import { endpointOf, isLoopback } from '../endpoint.ts';
import { askedFor } from '../secrets/absent.ts';
import type { SecretScheme } from '../secrets/scheme.ts';
import { secretText } from '../secrets/text.ts';
import type { Secrets } from '../secrets.ts';
import { azureClients } from './clients.ts';
import { azureTokens } from './credentials.ts';
import { type AzureHost, azureHosts } from './hosts.ts';

const API = '7.4';
const PUBLIC = 'vault.azure.net';
// https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates: the vaults of other clouds take other tokens.
const SUFFIXES = [PUBLIC, 'vault.azure.cn', 'vault.usgovcloudapi.net'];
const VAULT_NAME = /^[0-9A-Za-z-]{3,24}$/;

const nowhere: Secrets = {
  async resolve() {
    throw new UserError('What Azure’s own tools would use needs no reference.');
  },
};

/**
 * `azure-kv://<vault>/<secret>[/<version>]`: Azure Key Vault, asked with what Azure's own tools would sign in with. The vault is a
 * name, a host of another Azure, or the address of an emulator.
 */
export function keyVaultScheme(send: Send): SecretScheme {
  const tokens = azureTokens({}, send, nowhere);
  const clients = azureClients({ tokens, hosts: azureHosts(undefined), tenant: 'unknown', send });
  return {
    name: 'azure-kv',
    isRemote: true,
    async read([vault = '', secret = '', version], reference) {
      const { value } = await askedFor(reference, () =>
        clients.ask<{ readonly value?: unknown }>({
          host: hostOf(vault),
          path: `/secrets/${[secret, ...(version === undefined ? [] : [version])].join('/')}?api-version=${API}`,
          service: 'keyvault',
          action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
        }),
      );
      return secretText(value, reference);
    },
  };
}

function hostOf(vault: string): AzureHost {
  const address = VAULT_NAME.test(vault) ? `https://${vault}.${PUBLIC}` : vault;
  const { origin, hostname } = endpointOf('Key Vault', address.includes('://') ? address : `https://${address}`);
  const suffix = SUFFIXES.find((one) => hostname.endsWith(`.${one}`)) ?? (isLoopback(hostname) ? PUBLIC : undefined);
  // The token is good for every vault that may be read.
  if (suffix === undefined)
    throw new UserError(
      `"${hostname.slice(0, 200)}" is no host of Azure Key Vault: write the name of the vault, or <name>.${PUBLIC}.`,
    );
  return { url: origin, scope: `https://${suffix}/.default` };
}
