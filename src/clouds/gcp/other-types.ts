/**
 * Types without a collector of their own that can have labels
 * (https://cloud.google.com/resource-manager/docs/labels-overview#label-support): of these, one without any is untagged.
 */
export const LABELLED_TYPES: ReadonlySet<string> = new Set([
  'aiplatform.googleapis.com/Dataset',
  'aiplatform.googleapis.com/Endpoint',
  'aiplatform.googleapis.com/Model',
  'alloydb.googleapis.com/Cluster',
  'alloydb.googleapis.com/Instance',
  'apigateway.googleapis.com/Gateway',
  'bigquery.googleapis.com/Model',
  'bigquery.googleapis.com/Table',
  'bigtableadmin.googleapis.com/Instance',
  'certificatemanager.googleapis.com/Certificate',
  'cloudresourcemanager.googleapis.com/Project',
  'composer.googleapis.com/Environment',
  'compute.googleapis.com/ExternalVpnGateway',
  'compute.googleapis.com/InterconnectAttachment',
  'compute.googleapis.com/TargetVpnGateway',
  'compute.googleapis.com/VpnGateway',
  'compute.googleapis.com/VpnTunnel',
  'dataflow.googleapis.com/Job',
  'dataproc.googleapis.com/Cluster',
  'datastream.googleapis.com/Stream',
  'dns.googleapis.com/ManagedZone',
  'domains.googleapis.com/Registration',
  'eventarc.googleapis.com/Trigger',
  'memcache.googleapis.com/Instance',
  'notebooks.googleapis.com/Instance',
  'pubsublite.googleapis.com/Topic',
  'run.googleapis.com/Job',
  'spanner.googleapis.com/Instance',
  'tpu.googleapis.com/Node',
  'vpcaccess.googleapis.com/Connector',
  'workflows.googleapis.com/Workflow',
  'workstations.googleapis.com/Workstation',
]);

// What the search tells of and what nobody would call a resource: switches, and objects inside of a cluster.
const NO_RESOURCES: ReadonlySet<string> = new Set([
  'cloudbilling.googleapis.com/ProjectBillingInfo',
  'compute.googleapis.com/Project',
  'serviceusage.googleapis.com/Service',
]);
const KUBERNETES = /(?:^|\.)k8s\.io\//;

export const isResourceType = (type: string): boolean => !NO_RESOURCES.has(type) && !KUBERNETES.test(type);
