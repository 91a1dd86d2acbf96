import { randomUUID } from 'node:crypto';
import type { CloudName } from '../../../model/cloud.ts';
import type { RoleDocument, RoleFormat } from '../../../model/role-document.ts';
import type { Shell } from '../../product.ts';
import { isWhole } from '../probed.ts';
import { writeDocuments } from '../write-documents.ts';
import type { Asked, InitOptions } from './options.ts';

const FORMATS: Readonly<Record<CloudName, readonly RoleFormat[]>> = {
  aws: ['json', 'cloudformation', 'stackset', 'terraform', 'commands'],
  azure: ['json', 'terraform', 'commands'],
  gcp: ['json', 'terraform', 'commands'],
};

/** The clouds in which something is missing. */
export const lackingClouds = (asked: readonly Asked[]): readonly CloudName[] => [
  ...new Set(asked.filter(({ accounts }) => !accounts.every(isWhole)).map(({ entry }) => entry.cloud)),
];

/** Writes everything that grants what is missing, for whoever may grant it. @throws UserError over what is there. */
export async function writeGrants(
  clouds: readonly CloudName[],
  folder: string,
  shell: Pick<Shell, 'roleDocuments'>,
  { managementGroup, organization, billing }: InitOptions,
): Promise<readonly string[]> {
  const request = {
    ...{ costs: true, metrics: true, recommendations: true, externalId: randomUUID() },
    ...(managementGroup === undefined ? {} : { managementGroup }),
    ...(organization === undefined ? {} : { organization }),
    ...(billing === undefined ? {} : { billingDataset: billing.split('.').slice(0, 2).join('.') }),
  };
  const documents: RoleDocument[] = [];
  for (const cloud of clouds)
    for (const format of FORMATS[cloud])
      for (const { file, text } of await shell.roleDocuments(cloud, format, request))
        documents.push({ file: `${cloud}/${file}`, text });
  return writeDocuments(folder, documents);
}
