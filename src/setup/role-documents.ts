import type { CloudName } from '../model/cloud.ts';
import type { RoleDocument, RoleFormat, RoleRequest } from '../model/role-document.ts';

/** What somebody gives to a cloud so that CloudOptima may read it, made from what its collectors ask. No cloud is asked for it. */
export async function roleDocuments(
  cloud: CloudName,
  format: RoleFormat,
  request: RoleRequest,
): Promise<readonly RoleDocument[]> {
  switch (cloud) {
    case 'aws':
      return (await import('../clouds/aws/roles/documents.ts')).awsRoleDocuments(format, request);
    case 'azure':
      return (await import('../clouds/azure/roles/documents.ts')).azureRoleDocuments(format, request);
    case 'gcp':
      return (await import('../clouds/gcp/roles/documents.ts')).gcpRoleDocuments(format, request);
  }
}

/** The document of `init roles --format json` that grants an action of AWS: one policy takes only so many. */
export async function awsPolicyOf(): Promise<(action: string) => string | undefined> {
  const { rolePolicies } = await import('../clouds/aws/roles/policies.ts');
  const { always, costs } = rolePolicies({ metrics: true });
  const names = new Map(
    [...always, costs].flatMap(({ name, document }) =>
      document.Statement.flatMap(({ Action }) => Action).map((action) => [action, `CloudOptima${name}`] as const),
    ),
  );
  return (action) => names.get(action);
}
