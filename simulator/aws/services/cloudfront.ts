import type { DistributionDetail } from '../../estate/aws/edge.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { type RestCall, restXmlService } from '../protocols/rest.ts';
import type { Xml } from '../protocols/xml.ts';
import { askedPage, numberIn } from './asked-page.ts';
import { foundIn } from './found-in.ts';
import { tagList } from './tag-list.ts';

/** CloudFront: distributions, whichever region is asked, and the tags of each. Answers have roots of their own. */
export const cloudfrontService = restXmlService({
  signingName: 'cloudfront',
  protocol: 'rest-xml-wrapped',
  namespace: 'http://cloudfront.amazonaws.com/doc/2020-05-31/',
  iamAction: (operation) => `cloudfront:${operation}`,
  routes: [
    {
      ...{ operation: 'ListDistributions', method: 'GET', path: '/2020-05-31/distribution' },
      ...{ root: 'DistributionList', answer: listDistributions },
    },
    {
      ...{ operation: 'ListTagsForResource', method: 'GET', path: '/2020-05-31/tagging', query: 'Resource' },
      ...{ root: 'Tags', answer: listTags },
    },
  ],
});

const distributionsOf = ({ request, estate }: RestCall) =>
  estate.of<DistributionDetail>('cloudfront:distribution', request.account);

function listDistributions(call: RestCall): Xml {
  const { query } = call.request;
  const size = numberIn(query, 'MaxItems');
  const page = askedPage(distributionsOf(call), call.request, {
    question: 'ListDistributions',
    token: query.get('Marker') || undefined,
    size,
    maximum: 100,
    invalid: 'InvalidArgument',
  });
  return {
    Marker: query.get('Marker') ?? '',
    NextMarker: page.nextToken,
    MaxItems: size ?? 100,
    IsTruncated: page.nextToken !== undefined,
    Quantity: page.items.length,
    Items: page.items.length > 0 ? { DistributionSummary: page.items.map(summaryOf) } : undefined,
  };
}

function listTags(call: RestCall): Xml {
  const found = foundIn(distributionsOf(call), call.request.query.get('Resource') ?? '', 'NoSuchResource', 404);
  return { Items: { Tag: tagList(found.tags) } };
}

const named = (names: readonly string[]): Xml => ({
  Quantity: names.length,
  Items: names.length > 0 ? { CNAME: names } : undefined,
});

const none: Xml = { Quantity: 0 };

/** What every distribution has and the product doesn't look at: where it gets things, how it keeps them, whom it lets in. */
const parts = (domainName: string): Xml => ({
  Origins: {
    Quantity: 1,
    Items: {
      Origin: [
        {
          Id: 'origin',
          DomainName: `${domainName.split('.')[0]}.s3.amazonaws.com`,
          OriginPath: '',
          S3OriginConfig: { OriginAccessIdentity: '' },
        },
      ],
    },
  },
  DefaultCacheBehavior: {
    TargetOriginId: 'origin',
    ViewerProtocolPolicy: 'redirect-to-https',
    Compress: true,
    // The managed policy CachingOptimized.
    CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  },
  CacheBehaviors: none,
  CustomErrorResponses: none,
  Restrictions: { GeoRestriction: { RestrictionType: 'none', ...none } },
  ViewerCertificate: { CloudFrontDefaultCertificate: true },
});

const summaryOf = ({ id, createdAt, detail }: PlantedResource<DistributionDetail>): Xml => ({
  Id: detail.distributionId,
  ARN: id,
  Status: detail.status,
  LastModifiedTime: createdAt,
  DomainName: detail.domainName,
  ...parts(detail.domainName),
  Aliases: named(detail.alias === undefined ? [] : [detail.alias]),
  Comment: '',
  PriceClass: 'PriceClass_100',
  Enabled: detail.enabled,
  WebACLId: '',
  HttpVersion: 'http2',
  IsIPV6Enabled: true,
  Staging: false,
});
