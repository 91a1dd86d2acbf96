import { instantOf } from '../../instant.ts';
import {
  type Application,
  applicationId,
  applications,
  type Credential,
  DIRECTORY_PERMISSION,
} from '../applications.ts';
import { defineDirectoryCollector } from '../collector.ts';
import { ownId } from '../ids.ts';

interface OwnedCredential {
  readonly application: Application;
  readonly credential: Credential;
  readonly what: 'secret' | 'certificate';
}

/** Secrets and certificates of app registrations, and when they expire; never the secrets themselves. */
export const microsoftGraphApplicationsCredentials = defineDirectoryCollector({
  type: 'Microsoft.Graph/applications/credentials',
  kind: 'access-key',
  reach: 'global',
  taggable: false,
  // It costs what the application does: nothing.
  free: true,
  permissions: [DIRECTORY_PERMISSION],
  async *list({ clients }): AsyncIterable<OwnedCredential> {
    for await (const application of applications(clients)) {
      for (const credential of application.passwordCredentials ?? []) yield { application, credential, what: 'secret' };
      for (const credential of application.keyCredentials ?? []) yield { application, credential, what: 'certificate' };
    }
  },
  normalize: ({ application, credential, what }) => ({
    id: `${applicationId(application)}/credentials/${ownId(credential.keyId, DIRECTORY_PERMISSION)}`,
    name: credential.displayName || undefined,
    createdAt: instantOf(credential.startDateTime),
    flags: [what],
    attributes: {
      owner: application.displayName || application.appId,
      expiresAt: instantOf(credential.endDateTime),
    },
  }),
});
