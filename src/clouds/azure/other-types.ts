/**
 * Of the types that Resource Graph lists, those that can't have tags, in lower case: one without any is not untagged
 * (https://learn.microsoft.com/azure/azure-resource-manager/management/tag-support).
 */
export const UNTAGGABLE_TYPES: ReadonlySet<string> = new Set([
  'microsoft.classiccompute/domainnames',
  'microsoft.classiccompute/virtualmachines',
  'microsoft.classicnetwork/networksecuritygroups',
  'microsoft.classicnetwork/reservedips',
  'microsoft.classicnetwork/virtualnetworks',
  'microsoft.classicstorage/storageaccounts',
  'microsoft.compute/cloudservices/roleinstances/networkinterfaces',
  'microsoft.containerregistry/registries/taskruns',
  'microsoft.media/mediaservices/transforms',
  'microsoft.network/dnszones/a',
  'microsoft.network/dnszones/cname',
  'microsoft.web/apimanagementaccounts',
  'microsoft.web/apimanagementaccounts/apis',
]);
