import { awsTagForms } from '../aws/tag-forms.ts';
import type { TagForms } from '../tag-forms.ts';

/** Keys keep their case and are compared without it, so that another case is no slip. */
export const azureTagForms: TagForms = {
  spellings: {
    Owner: ['Owner', 'owner', 'OWNER'],
    Environment: ['Environment', 'environment', 'ENVIRONMENT'],
    CostCenter: ['cost-center', 'Cost-Center'],
    Application: ['Application', 'application'],
    Team: ['Team', 'team'],
  },
  misspellings: {
    Owner: ['Onwer', 'Owners'],
    Environment: ['Enviroment', 'Enviornment'],
    CostCenter: ['CostCenter', 'cost_center', 'costcentre'],
    Application: ['Aplication', 'Applicaton', 'applications'],
    Team: ['Teams', 'teams'],
  },
  valueOf: (_, value) => value,
  wrongValues: awsTagForms.wrongValues,
  projectKey: 'Project',
  specialKeys: ['team#lead', 'on!call', 'price$class', 'shift*plan'],
  // The names of tags may not hold < > % & \ ? and /; storage accounts and a few others are stricter.
  takesSpecialKeys: (type) => type.startsWith('Microsoft.Compute/') || type.startsWith('Microsoft.Network/'),
  freeTags: {
    managedBy: ['terraform', 'bicep', 'portal'],
    backup: ['daily', 'weekly', 'none'],
    compliance: ['pci', 'gdpr', 'none'],
    'auto-shutdown': ['19:00', 'never'],
    // Set by Azure itself.
    'ms-resource-usage': ['azure-cloud-shell'],
  },
};
