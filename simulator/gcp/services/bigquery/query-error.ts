import { GcpError } from '../../errors.ts';

/** What BigQuery says of a query that it can't run. */
export const invalidQuery = (message: string): GcpError =>
  new GcpError('INVALID_ARGUMENT', message, { reason: 'invalidQuery' });
