import { expect, test } from 'vitest';
import { parse } from '../../../../test/support/hcl.ts';
import { runScript } from '../../../../test/support/scripts.ts';
import type { RoleFormat, RoleRequest } from '../../../model/role-document.ts';
import { leastPrivilegeRole } from '../permissions.ts';
import { gcpCollectors } from '../resources/index.ts';
import { gcpRoleDocuments } from './documents.ts';

const MEMBER = 'serviceAccount:cloudoptima@atlas-ops.iam.gserviceaccount.com';
const known: RoleRequest = {
  ...{ costs: true, metrics: true, recommendations: true, principal: MEMBER, organization: '123456789012' },
  ...{ quotaProject: 'atlas-ops', billingDataset: 'atlas-billing.billing' },
};
const without = (...keys: (keyof RoleRequest)[]): RoleRequest =>
  Object.fromEntries(
    Object.entries(known).filter(([key]) => !keys.includes(key as keyof RoleRequest)),
  ) as unknown as RoleRequest;

const textOf = (format: RoleFormat, request: RoleRequest): string => gcpRoleDocuments(format, request)[0]?.text ?? '';
const linesOf = (request: RoleRequest) =>
  runScript(textOf('commands', request)).called.map(({ words }) => words.join(' '));

test('together the grants are what the generated role has, each where it is needed', () => {
  const whole = leastPrivilegeRole(gcpCollectors, {
    costs: true,
    metrics: true,
    recommendations: true,
  }).includedPermissions;
  const { includedPermissions } = JSON.parse(textOf('json', known)) as { includedPermissions: string[] };
  expect(whole.filter((name) => !includedPermissions.includes(name))).toEqual([
    // roles/bigquery.jobUser, roles/bigquery.dataViewer and roles/serviceusage.serviceUsageConsumer have these.
    ...['bigquery.jobs.create', 'bigquery.tables.get', 'bigquery.tables.getData', 'serviceusage.services.use'],
  ]);
  expect(includedPermissions.filter((name) => !whole.includes(name))).toEqual([]);
});

test('an organisation: APIs, quotas, the role, and the export in its dataset alone', () => {
  const { code, called } = runScript(textOf('commands', known));
  expect(code).toBe(0);
  expect(called.map(({ words }) => words.join(' ').replace(/\/tmp\S+/, '<file>'))).toEqual([
    expect.stringMatching(/^gcloud services enable cloudasset.* bigquery.googleapis.com --project atlas-ops$/),
    `gcloud projects add-iam-policy-binding atlas-ops --member ${MEMBER} --role roles/serviceusage.serviceUsageConsumer --condition None`,
    'gcloud iam roles create cloudoptima --organization 123456789012 --file <file> --quiet',
    `gcloud organizations add-iam-policy-binding 123456789012 --member ${MEMBER} --role organizations/123456789012/roles/cloudoptima --condition None`,
    `gcloud projects add-iam-policy-binding atlas-billing --member ${MEMBER} --role roles/bigquery.jobUser --condition None`,
    `bq query --project_id atlas-billing --use_legacy_sql=false GRANT \`roles/bigquery.dataViewer\` ON SCHEMA \`atlas-billing.billing\` TO '${MEMBER}'`,
  ]);
  expect(JSON.parse(called[2]?.files[0] ?? '')).toEqual(JSON.parse(textOf('json', known)));
});

test('a folder takes the role of its organisation, a project its own', () => {
  const folder = linesOf({ ...known, folder: '42' });
  expect(folder).toContain(
    `gcloud resource-manager folders add-iam-policy-binding 42 --member ${MEMBER} --role organizations/123456789012/roles/cloudoptima --condition None`,
  );
  const project = linesOf({ ...without('organization', 'quotaProject'), project: 'atlas-shop' });
  expect(project).toContain(
    `gcloud projects add-iam-policy-binding atlas-shop --member ${MEMBER} --role projects/atlas-shop/roles/cloudoptima --condition None`,
  );
  expect(project[0]).toContain('--project atlas-shop');
});

test('without costs nobody is let near the export, nor BigQuery enabled', () =>
  expect(linesOf({ ...known, costs: false }).join('\n')).not.toMatch(/bigquery|^bq/m));

test('Google’s own roles in the place of the custom one', () => {
  const lines = linesOf({ ...known, builtIn: true }).join('\n');
  expect(lines).not.toContain('roles create');
  expect(lines).toContain('--role roles/cloudasset.viewer');
  expect(linesOf({ ...known, builtIn: true, metrics: false }).join('\n')).not.toContain('monitoring');
});

test('what nobody said yet is demanded by the commands', () => {
  const script = textOf('commands', { costs: false, metrics: true, recommendations: true });
  expect(runScript(script)).toMatchObject({ code: 2, called: [], stderr: expect.stringContaining('serviceAccount') });
  const environment = { MEMBER, PLACE: '123456789012', QUOTA_PROJECT: 'atlas-ops' };
  expect(runScript(script, environment)).toMatchObject({ code: 0 });
});

type Resources = Record<string, Record<string, Record<string, unknown>[]>>;

const resourcesOf = async (request: RoleRequest): Promise<Resources> =>
  ((await parse('role.tf', textOf('terraform', request))) as { resource: Resources }).resource;

test('Terraform grants the same', async () => {
  const resource = await resourcesOf(known);
  expect(Object.keys(resource).sort()).toEqual([
    ...['google_bigquery_dataset_iam_member', 'google_organization_iam_custom_role', 'google_organization_iam_member'],
    ...['google_project_iam_member', 'google_project_service'],
  ]);
  expect(resource.google_organization_iam_custom_role?.cloudoptima).toMatchObject([
    { permissions: JSON.parse(textOf('json', known)).includedPermissions },
  ]);
  expect(resource.google_bigquery_dataset_iam_member?.cloudoptima_export).toMatchObject([
    { role: 'roles/bigquery.dataViewer' },
  ]);
  const folder = await resourcesOf({ ...known, folder: '42' });
  expect(folder.google_folder_iam_member?.cloudoptima_resources).toMatchObject([{ folder: `folders/\${var.place}` }]);
  const project = await resourcesOf({ ...without('organization'), project: 'atlas-shop' });
  expect(Object.keys(project)).toContain('google_project_iam_custom_role');
});

test.each<[RoleFormat, RoleRequest, RegExp]>([
  ['commands', { ...known, organization: 'northwind' }, /no number of an organisation/],
  ['commands', { ...known, principal: 'ada' }, /no member/],
  ['commands', { ...known, billingDataset: 'billing' }, /<project>.<dataset>/],
  ['commands', { ...known, project: 'atlas-shop' }, /what is granted above holds below/],
  ['terraform', { ...without('organization'), folder: '42' }, /made in its organisation/],
  ['json', { ...known, builtIn: true }, /need no definition/],
  ['stackset', known, /is of AWS/],
])('%s of %j is refused', (format, request, words) => expect(() => gcpRoleDocuments(format, request)).toThrow(words));
