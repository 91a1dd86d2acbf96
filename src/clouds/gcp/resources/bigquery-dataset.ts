import { definePlainCollector } from '../plain-type.ts';

/** Datasets of BigQuery; their tables are labelled apart. */
export const bigqueryDataset = definePlainCollector('bigquery.googleapis.com/Dataset');
