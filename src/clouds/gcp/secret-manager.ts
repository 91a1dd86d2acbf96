import { UserError } from '../../model/errors.ts';
import type { Send } from '../calls.ts';
import { askedFor } from '../secrets/absent.ts';
import type { SecretScheme } from '../secrets/scheme.ts';
import { secretText } from '../secrets/text.ts';
import type { Secrets } from '../secrets.ts';
import { gcpClients, pathPart } from './clients.ts';
import { gcpCredentials } from './credentials.ts';

const nowhere: Secrets = {
  async resolve() {
    throw new UserError('Application default credentials need no reference.');
  },
};

/**
 * `gcp-sm://projects/<project>/secrets/<secret>[/versions/<version>]`: Google Secret Manager, asked with application default
 * credentials; the latest version where none is named.
 * @param endpoint asked instead of Google.
 */
export function secretManagerScheme(send: Send, endpoint?: string): SecretScheme {
  const credentials = gcpCredentials({}, send, nowhere);
  return {
    name: 'gcp-sm',
    isRemote: true,
    async read([project = '', secret = '', version = 'latest'], reference) {
      const clients = gcpClients({
        credentials,
        account: project,
        send,
        ...(endpoint === undefined ? {} : { endpoint }),
      });
      const path = `v1/projects/${pathPart(project)}/secrets/${pathPart(secret)}/versions/${pathPart(version)}:access`;
      const action = 'secretmanager.versions.access';
      const answer = (await askedFor(reference, () =>
        clients.ask({ service: 'secretmanager', action, path, fields: ['payload'] }),
      )) as { readonly payload?: { readonly data?: unknown } };
      const data = answer.payload?.data;
      return secretText(typeof data === 'string' ? Buffer.from(data, 'base64').toString() : undefined, reference);
    },
  };
}
