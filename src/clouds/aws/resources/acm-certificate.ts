import type { CertificateSummary } from '@aws-sdk/client-acm';
import type { ResourceState } from '../../../model/resource.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  PENDING_VALIDATION: 'pending',
  ISSUED: 'available',
  INACTIVE: 'stopped',
  EXPIRED: 'stopped',
  REVOKED: 'stopped',
  VALIDATION_TIMED_OUT: 'failed',
  FAILED: 'failed',
};

const LISTING = 'acm:ListCertificates';

/** Certificates, and nothing of their keys. The list has no tags. */
export const acmCertificate = defineAwsCollector({
  type: 'acm:certificate',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'acm:ListTagsForCertificate'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<CertificateSummary>> {
    const { KeyAlgorithm, ListTagsForCertificateCommand, paginateListCertificates } = await import(
      '@aws-sdk/client-acm'
    );
    const client = await clients.client('acm', scope.region);
    // Without these the list leaves out all but the older kinds of keys.
    const Includes = { keyTypes: Object.values(KeyAlgorithm) };
    const pages = paginateListCertificates({ client, pageSize: 1000 }, { Includes });
    const certificates = itemsOf(pages, ({ CertificateSummaryList }) => CertificateSummaryList);
    yield* withTags(certificates, async ({ CertificateArn }) => {
      const input = { CertificateArn: idOf(CertificateArn, LISTING) };
      const load = () => client.send(new ListTagsForCertificateCommand(input));
      const answer = await detail('acm:ListTagsForCertificate', load);
      return answer && tagsOf(answer.Tags);
    });
  },
  normalize({ item, tags }) {
    const state = STATES[item.Status ?? ''] ?? 'unknown';
    return {
      id: idOf(item.CertificateArn, LISTING),
      name: item.DomainName,
      state: state === 'available' && item.InUse ? 'in-use' : state,
      providerState: item.Status,
      createdAt: (item.CreatedAt ?? item.ImportedAt)?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
