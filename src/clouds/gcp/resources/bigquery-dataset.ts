import { defineGcpCollector } from '../collector.ts';

/** Datasets of BigQuery; their tables are labelled apart. */
export const bigqueryDataset = defineGcpCollector({
  type: 'bigquery.googleapis.com/Dataset',
  kind: 'other',
  taggable: true,
  detailed: false,
  normalize: () => ({ attributes: {} }),
});
