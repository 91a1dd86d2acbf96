import { type RuleDetail, usualBus } from '../../estate/aws/delivery.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import { AwsError, type AwsRequest } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

interface ListInput {
  readonly Limit?: number;
  readonly NextToken?: string;
}

interface ListRulesInput extends ListInput {
  readonly EventBusName?: string;
}

const paging = { maximum: 100, invalid: 'ValidationException' };

/** EventBridge: buses, the rules of one of them, and the tags of each rule. */
export const eventbridgeService = jsonService({
  signingName: 'events',
  targetPrefix: 'AWSEvents',
  version: '1.1',
  operations: {
    ListEventBuses({ Limit, NextToken }: ListInput, request, estate) {
      const asked = { ...paging, token: NextToken, size: Limit, question: 'ListEventBuses' };
      const page = askedPage(busesOf(request, estate), request, asked);
      const Arn = (bus: string) => `arn:aws:events:${request.region}:${request.account}:event-bus/${bus}`;
      return { EventBuses: page.items.map((bus) => ({ Name: bus, Arn: Arn(bus) })), NextToken: page.nextToken };
    },
    ListRules({ Limit, NextToken, EventBusName = usualBus }: ListRulesInput, request, estate) {
      if (!busesOf(request, estate).includes(EventBusName)) {
        throw new AwsError('ResourceNotFoundException', `Event bus ${EventBusName} does not exist.`);
      }
      const rules = rulesOf(request, estate).filter(({ detail }) => detail.bus === EventBusName);
      const asked = { ...paging, token: NextToken, size: Limit, question: ['ListRules', EventBusName] };
      const page = askedPage(rules, request, asked);
      return { Rules: page.items.map(ruleOf), NextToken: page.nextToken };
    },
    ListTagsForResource({ ResourceARN }: { readonly ResourceARN: string }, request, estate) {
      return { Tags: tagList(foundIn(rulesOf(request, estate), ResourceARN, 'ResourceNotFoundException').tags) };
    },
  },
});

const rulesOf = (request: AwsRequest, estate: Estate) => plantedHere<RuleDetail>('events:rule', request, estate);

const busesOf = (request: AwsRequest, estate: Estate): readonly string[] => [
  ...new Set([usualBus, ...rulesOf(request, estate).map(({ detail }) => detail.bus)]),
];

const ruleOf = ({ id, name, detail }: PlantedResource<RuleDetail>) => ({
  Name: name,
  Arn: id,
  State: detail.enabled ? 'ENABLED' : 'DISABLED',
  ScheduleExpression: detail.schedule,
  EventPattern: detail.schedule === undefined ? '{"source":["northwind"]}' : undefined,
  ManagedBy: detail.managedBy,
  EventBusName: detail.bus,
});
