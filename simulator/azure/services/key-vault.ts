import { randomUUID } from 'node:crypto';
import { type AzureAnswer, type AzureDoor, AzureError, type AzureRequest, jsonIn, type Route } from '../service.ts';

interface Version {
  readonly id: string;
  readonly value: string;
  /** Seconds since 1970. */
  readonly created: number;
}

/** Secrets of one vault; the company has planted none, whoever asks puts them there. */
export function keyVaultRoutes(): readonly Route[] {
  const secrets = new Map<string, Version[]>();
  return [
    {
      ...{ api: 'vault', service: 'KeyVault', operation: 'SetSecret', method: 'PUT' },
      path: /^\/secrets\/([0-9a-z-]{1,127})\/?$/i,
      action: 'Microsoft.KeyVault/vaults/secrets/setSecret/action',
      answer(request, door) {
        checkVersion(request);
        const [name = ''] = request.parts;
        const { value } = jsonIn<{ value: unknown }>(request);
        if (typeof value !== 'string') throw new AzureError(400, 'BadParameter', 'The request body is missing value.');
        const version = { id: randomUUID().replaceAll('-', ''), value, created: door.now().getTime() / 1000 };
        secrets.set(name.toLowerCase(), [...(secrets.get(name.toLowerCase()) ?? []), version]);
        return bundle(name, version, door);
      },
    },
    {
      ...{ api: 'vault', service: 'KeyVault', operation: 'GetSecret', method: 'GET' },
      // Without a version some clients end the path with a slash.
      path: /^\/secrets\/([0-9a-z-]{1,127})(?:\/([0-9a-z]*))?$/i,
      action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
      answer(request, door) {
        checkVersion(request);
        const [name = '', id = ''] = request.parts;
        const versions = secrets.get(name.toLowerCase()) ?? [];
        const found = id === '' ? versions.at(-1) : versions.find((version) => version.id === id);
        if (found) return bundle(name, found, door);
        const message = `A secret with (name/id) ${[name, id].filter(Boolean).join('/')} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command.`;
        throw new AzureError(404, 'SecretNotFound', message);
      },
    },
  ];
}

/** Numbers such as `7.4` up to 2025, dates since. */
function checkVersion(request: AzureRequest): void {
  const version = request.query('api-version') ?? '';
  if (!/^(7\.[0-6]|\d{4}-\d\d-\d\d)$/.test(version))
    throw new AzureError(400, 'BadParameter', `The specified version (${version}) is not recognized.`);
}

const bundle = (name: string, { id, value, created }: Version, door: AzureDoor): AzureAnswer => {
  const time = Math.floor(created);
  const attributes = { enabled: true, created: time, updated: time, recoveryLevel: 'Recoverable+Purgeable' };
  return { body: { value, id: `${door.url()}/secrets/${name}/${id}`, attributes, tags: {} } };
};
