import type { SecretListEntry } from '@aws-sdk/client-secrets-manager';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { tagsOf } from '../tags.ts';

/** Secrets, and never what they hold. Those that wait for their deletion cost nothing, and are not listed. */
export const secretsmanagerSecret = defineAwsCollector({
  type: 'secretsmanager:secret',
  kind: 'secret',
  reach: 'regional',
  taggable: true,
  permissions: ['secretsmanager:ListSecrets'],
  async *list({ clients, scope }): AsyncIterable<SecretListEntry> {
    const { paginateListSecrets } = await import('@aws-sdk/client-secrets-manager');
    const client = await clients.client('secretsManager', scope.region);
    for await (const page of paginateListSecrets({ client, pageSize: 100 }, {})) yield* page.SecretList ?? [];
  },
  normalize(secret) {
    return {
      id: idOf(secret.ARN, 'secretsmanager:ListSecrets'),
      name: secret.Name,
      createdAt: secret.CreatedDate?.toISOString(),
      tags: tagsOf(secret.Tags),
      // Another service made it and keeps it: the password of a database, of a connection.
      flags: secret.OwningService ? ['managed-by-provider'] : undefined,
      attributes: {},
    };
  },
});
