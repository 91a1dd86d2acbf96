import type { GcpSide } from '../../gcp/start.ts';
import type { Entry } from './entry.ts';

export interface GcpAccess extends Pick<GcpSide, 'url' | 'organization' | 'billing'> {
  /** The file with the credentials, which name the file with the token. */
  readonly credentials: string;
}

/** One workload identity reads the organisation and the export of its bill. */
export const gcpEntries = ({ url, organization, billing, credentials }: GcpAccess): readonly Entry[] => [
  { cloud: 'gcp', name: 'northwind', credentials, organization, billing, endpoint: url },
];
