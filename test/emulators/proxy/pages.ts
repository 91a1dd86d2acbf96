import type { WireAnswer } from './refusals.ts';
import type { WireCall, WireRequest } from './wire.ts';

/** A list that comes whole from the emulator, and how the real service would page it. */
interface Cut {
  /** Where the items are. */
  readonly list: string;
  /** What carries the next page's token in the request, and in the answer. */
  readonly ask: string;
  readonly tell: string;
}

const ec2 = (list: string): Cut => ({ list, ask: 'NextToken', tell: 'nextToken' });
const marker = (list: string, tell = 'Marker'): Cut => ({ list, ask: 'Marker', tell });

/** What moto answers in one piece. */
const CUTS: Readonly<Record<string, Cut>> = {
  'ec2 DescribeImages': ec2('imagesSet'),
  'ec2 DescribeNatGateways': ec2('natGatewaySet'),
  'ec2 DescribeSecurityGroups': ec2('securityGroupInfo'),
  'ec2 DescribeSnapshots': ec2('snapshotSet'),
  'ec2 DescribeSubnets': ec2('subnetSet'),
  'ec2 DescribeVolumes': ec2('volumeSet'),
  'ec2 DescribeVpcs': ec2('vpcSet'),
  'elasticloadbalancing DescribeTargetGroups': marker('TargetGroups', 'NextMarker'),
  'iam ListUsers': marker('Users'),
  'lambda ListFunctions': marker('Functions', 'NextMarker'),
  'rds DescribeDBClusterSnapshots': marker('DBClusterSnapshots'),
  'rds DescribeDBClusters': marker('DBClusters'),
  'rds DescribeDBSnapshots': marker('DBSnapshots'),
  's3 ListBuckets': { list: 'Buckets', ask: 'continuation-token', tell: 'ContinuationToken' },
};

type Size = readonly [parameter: string, size: number];

/** Where moto pages by itself: the size is made smaller, and the tokens are its own. */
const SIZES: Readonly<Record<string, Size>> = {
  'ec2 DescribeInstances': ['MaxResults', 4],
  'elasticloadbalancing DescribeLoadBalancers': ['PageSize', 150],
  'iam ListRoles': ['MaxItems', 40],
  'rds DescribeDBInstances': ['MaxRecords', 40],
  'tagging GetResources': ['ResourcesPerPage', 20],
};

const SIZE_NAMES = ['MaxResults', 'MaxItems', 'PageSize', 'MaxRecords', 'max-buckets'];
const nameOf = ({ service, operation }: WireCall): string => `${service} ${operation}`;

/** Whether it is a list that must come in several pages when it is long. */
export const isPaged = (call: WireCall): boolean => nameOf(call) in CUTS || nameOf(call) in SIZES;

interface Paging {
  /** What is sent on. */
  readonly request: WireRequest;
  /** What is made of the answer. */
  cut(answer: WireAnswer): WireAnswer;
}

/** Makes the answer to a list come in about three pages. */
export function smallPages(call: WireCall, request: WireRequest): Paging {
  const size = SIZES[nameOf(call)];
  if (size) return { request: withSize(call, request, size), cut: (answer) => answer };
  const cut = CUTS[nameOf(call)];
  if (!cut) return { request, cut: (answer) => answer };
  let from = 0;
  const whole = withParameters(request, (all) => {
    from = Number(all.get(cut.ask) ?? 0);
    for (const name of [cut.ask, ...SIZE_NAMES]) all.delete(name);
  });
  const page = call.protocol === 'lambda' ? jsonPage : xmlPage;
  return {
    request: whole,
    cut: ({ status, headers, body }) => ({ status, headers, body: status === 200 ? page(body, cut, from) : body }),
  };
}

/** A third, or so little that three items make two pages. */
const pageSize = (count: number): number => Math.max(1, Math.ceil(count / 3));

function withSize({ protocol }: WireCall, request: WireRequest, [parameter, size]: Size): WireRequest {
  if (protocol !== 'json') return withParameters(request, (all) => all.set(parameter, String(size)));
  const all = JSON.parse(request.body.toString()) as object;
  return { ...request, body: Buffer.from(JSON.stringify({ ...all, [parameter]: size })) };
}

/** Parameters are in the form, or in the query. */
function withParameters(request: WireRequest, change: (all: URLSearchParams) => void): WireRequest {
  if (request.method === 'POST') {
    const all = new URLSearchParams(request.body.toString());
    change(all);
    return { ...request, body: Buffer.from(all.toString()) };
  }
  const url = new URL(request.url, 'http://aws');
  change(url.searchParams);
  return { ...request, url: `${url.pathname}${url.search}` };
}

function jsonPage(body: Buffer, { list, tell }: Cut, from: number): Buffer {
  const answer = JSON.parse(body.toString()) as Record<string, unknown>;
  const items = (answer[list] ?? []) as readonly unknown[];
  const end = from + pageSize(items.length);
  const page = { ...answer, [list]: items.slice(from, end), ...(end < items.length ? { [tell]: String(end) } : {}) };
  return Buffer.from(JSON.stringify(page));
}

function xmlPage(body: Buffer, { list, tell }: Cut, from: number): Buffer {
  const text = body.toString();
  const open = text.indexOf(`<${list}>`);
  const close = text.lastIndexOf(`</${list}>`);
  if (open < 0 || close < 0) return body;
  const start = open + list.length + 2;
  const items = children(text.slice(start, close));
  const end = from + pageSize(items.length);
  const after = text.slice(close + list.length + 3);
  const token = end < items.length ? `<${tell}>${end}</${tell}>` : '';
  const rest = token ? after.replace('<IsTruncated>false<', '<IsTruncated>true<') : after;
  const before = token
    ? text.slice(0, start).replace('<IsTruncated>false<', '<IsTruncated>true<')
    : text.slice(0, start);
  return Buffer.from(`${before}${items.slice(from, end).join('')}</${list}>${token}${rest}`);
}

/** The elements right below. */
function children(xml: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let begun = 0;
  for (const { 0: tag, 1: slash, 2: selfClosed, index } of xml.matchAll(/<(\/?)[\w:-]+(?:\s[^>]*?)?(\/?)>/g)) {
    if (depth === 0) begun = index;
    if (slash) depth -= 1;
    else if (!selfClosed) depth += 1;
    if (depth === 0) found.push(xml.slice(begun, index + tag.length));
  }
  return found;
}
