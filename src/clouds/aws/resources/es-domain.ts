import type { DomainStatus } from '@aws-sdk/client-opensearch';
import type { ResourceState, Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { inPartsOf } from '../load-balancing-tags.ts';
import { tagsOf } from '../tags.ts';

interface NamedDomain {
  readonly name: string;
  readonly domain: DomainStatus | undefined;
  readonly tags: Tags | undefined;
}

const STATES: Readonly<Record<string, ResourceState>> = {
  Creating: 'pending',
  Active: 'running',
  Modifying: 'running',
  UpgradingEngineVersion: 'running',
  UpdatingServiceSoftware: 'running',
  // Out of reach for a while, before it is deleted for good.
  Isolated: 'suspended',
  Deleting: 'deleting',
};

const LISTING = 'es:ListDomainNames';
const DESCRIBED_AT_ONCE = 5;

/** Domains of OpenSearch and Elasticsearch. The list has only their names, all on one page. */
export const esDomain = defineAwsCollector({
  type: 'es:domain',
  kind: 'cluster',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'es:DescribeDomains', 'es:ListTags'],
  async *list({ clients, scope, detail }): AsyncIterable<NamedDomain> {
    const { DescribeDomainsCommand, ListDomainNamesCommand, ListTagsCommand } = await import(
      '@aws-sdk/client-opensearch'
    );
    const client = await clients.client('opensearch', scope.region);
    const { DomainNames = [] } = await client.send(new ListDomainNamesCommand({}));
    for (const part of inPartsOf(DESCRIBED_AT_ONCE, DomainNames)) {
      const names = part.map(({ DomainName }) => idOf(DomainName, LISTING));
      const asked = new DescribeDomainsCommand({ DomainNames: names });
      const answer = await detail('es:DescribeDomains', () => client.send(asked));
      const known = new Map(answer?.DomainStatusList?.map((domain) => [domain.DomainName, domain]));
      yield* parallel(names, 8, async (name) => {
        const tagged = new ListTagsCommand({ ARN: arn('es', scope, `domain/${name}`) });
        const labels = await detail('es:ListTags', () => client.send(tagged));
        return { name, domain: known.get(name), tags: labels && tagsOf(labels.TagList) };
      });
    }
  },
  normalize({ name, domain, tags }, scope) {
    return {
      id: arn('es', scope, `domain/${idOf(name, LISTING)}`),
      name,
      ...(domain ? { state: STATES[domain.DomainProcessingStatus ?? ''] ?? 'unknown' } : {}),
      providerState: domain?.DomainProcessingStatus,
      tags,
      attributes: {},
    };
  },
});
