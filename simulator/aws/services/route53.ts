import type { HostedZoneDetail } from '../../estate/aws/edge.ts';
import { type RestCall, restXmlService } from '../protocols/rest.ts';
import type { Xml } from '../protocols/xml.ts';
import { AwsError } from '../service.ts';
import { askedPage, numberIn } from './asked-page.ts';
import { tagList } from './tag-list.ts';

/** As many zones as one ListTagsForResources takes. */
const taggedAtOnce = 10;

/** Route 53: hosted zones, whichever region is asked, and the tags of up to ten of them. */
export const route53Service = restXmlService({
  signingName: 'route53',
  protocol: 'rest-xml-wrapped',
  namespace: 'https://route53.amazonaws.com/doc/2013-04-01/',
  iamAction: (operation) => `route53:${operation}`,
  routes: [
    {
      ...{ operation: 'ListHostedZones', method: 'GET', path: '/2013-04-01/hostedzone' },
      ...{ root: 'ListHostedZonesResponse', answer: listHostedZones },
    },
    {
      ...{ operation: 'ListTagsForResources', method: 'POST', path: '/2013-04-01/tags/{ResourceType}' },
      ...{ root: 'ListTagsForResourcesResponse', answer: listTags },
    },
  ],
});

const zonesOf = ({ request, estate }: RestCall) => estate.of<HostedZoneDetail>('route53:hostedzone', request.account);

function listHostedZones(call: RestCall): Xml {
  const { query } = call.request;
  const size = numberIn(query, 'maxitems');
  const page = askedPage(zonesOf(call), call.request, {
    question: 'ListHostedZones',
    token: query.get('marker') ?? undefined,
    // A size that is too large is taken for the largest.
    size: size && Math.min(size, 100),
    maximum: 100,
    invalid: 'InvalidInput',
  });
  return {
    HostedZones: {
      HostedZone: page.items.map(({ name, detail }) => ({
        Id: `/hostedzone/${detail.zoneId}`,
        Name: name,
        CallerReference: detail.zoneId.toLowerCase(),
        Config: { PrivateZone: detail.isPrivate },
        ResourceRecordSetCount: 2,
      })),
    },
    Marker: query.get('marker') ?? undefined,
    IsTruncated: page.nextToken !== undefined,
    NextMarker: page.nextToken,
    MaxItems: size ?? 100,
  };
}

function listTags(call: RestCall): Xml {
  const body = Buffer.from(call.request.body).toString();
  const ids = [...body.matchAll(/<ResourceId>([^<]+)<\/ResourceId>/g)].map(([, id = '']) => id);
  if (call.labels.ResourceType !== 'hostedzone' || ids.length < 1 || ids.length > taggedAtOnce) {
    throw new AwsError('InvalidInput', `Between 1 and ${taggedAtOnce} hosted zones can be asked for at once`);
  }
  const zones = new Map(zonesOf(call).map((zone) => [zone.detail.zoneId, zone]));
  return {
    ResourceTagSets: {
      ResourceTagSet: ids.map((ResourceId) => {
        const zone = zones.get(ResourceId);
        if (!zone) throw new AwsError('NoSuchHostedZone', `No hosted zone found with ID: ${ResourceId}`, 404);
        return { ResourceType: 'hostedzone', ResourceId, Tags: { Tag: tagList(zone.tags) } };
      }),
    },
  };
}
