import { instantOf } from '../../instant.ts';
import { pick } from '../../pick.ts';
import { type Application, applicationId, applications, DIRECTORY_PERMISSION } from '../applications.ts';
import { defineDirectoryCollector } from '../collector.ts';

/** App registrations: the identities that programs sign in with. */
export const microsoftGraphApplications = defineDirectoryCollector({
  type: 'Microsoft.Graph/applications',
  kind: 'role',
  reach: 'global',
  // Graph's own tags of an application are words without values.
  taggable: false,
  // Registering an application costs nothing (https://www.microsoft.com/security/business/microsoft-entra-pricing).
  free: true,
  permissions: [DIRECTORY_PERMISSION],
  list: ({ clients }): AsyncIterable<Application> => applications(clients),
  normalize: (application) => ({
    id: applicationId(application),
    name: application.displayName || undefined,
    createdAt: instantOf(application.createdDateTime),
    // What it signs in with; its object's id is another.
    attributes: { path: application.appId },
  }),
  payload: (application) => pick(application, ['id', 'appId', 'displayName', 'createdDateTime']),
});
