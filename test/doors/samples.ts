/** Arguments for each tool; several where an answer has several shapes. A new tool without any fails the test. */
export const samples = (
  resourceId: string,
): Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> => ({
  check_tag_compliance: [
    {},
    { resource_types: ['ec2:instance'], severity: 'errors_only', group_by: 'region', limit: 5 },
  ],
  collect_data: [{ what: 'inventory' }],
  find_untagged_resources: [{ limit: 5 }],
  get_collection_status: [{}],
  get_resource: [{ resource_id: resourceId }],
  get_tagging_policy: [{}],
  list_accounts: [{}],
  query_costs: [{ group_by: ['service'] }],
  search_resources: [{ limit: 5 }, { filters: { region: 'us-east-1' }, limit: 3 }],
  validate_resource_tags: [
    { resource_arns: [resourceId] },
    { resource_arns: [resourceId], tags: { Environment: 'prod' } },
  ],
});
