import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallLog } from './call-log.ts';
import type { Closing } from './closing.ts';
import type { OperationName } from './door.ts';
import type { PlantedChange } from './estate/changed-company.ts';
import type { Truth } from './estate/truth.ts';
import { FAULT_KINDS, type Fault, type Faults } from './faults.ts';
import type { Latency } from './latency.ts';
import type { LeastCalls } from './least-calls.ts';
import { bodyOf } from './reply.ts';

/** What tests in other languages may see and do over HTTP. */
export interface Control {
  readonly faults: Faults;
  readonly latency: Latency;
  readonly operations: readonly OperationName[];
  readonly calls: CallLog;
  close(closing: Closing): void;
  changes(): readonly PlantedChange[];
  truth(): Truth;
  least(): readonly LeastCalls[];
}

const prefix = '/_simulator/';

export const isControl = (incoming: IncomingMessage): boolean => incoming.url?.startsWith(prefix) ?? false;

/**
 * GET calls, counts of them, the least of them, changes, truth or operations; POST faults with a fault or
 * `{"denyAllBut": ["ec2:Describe*"]}`; DELETE faults clears them; POST latency with `{"ms": 40}`; POST closings with
 * `{"account": "…", "after": {"operation": "Resources", "calls": 2}}`.
 */
export async function answerControl(
  control: Control,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const route = `${incoming.method} ${incoming.url?.slice(prefix.length)}`;
  switch (route) {
    case 'GET calls':
      return reply(outgoing, 200, control.calls.all());
    case 'GET counts':
      return reply(outgoing, 200, control.calls.counts());
    case 'GET least':
      return reply(outgoing, 200, control.least());
    case 'GET changes':
      return reply(outgoing, 200, control.changes().map(changeOf));
    case 'GET truth':
      return reply(outgoing, 200, control.truth());
    case 'GET operations':
      return reply(outgoing, 200, control.operations);
    case 'POST faults':
      return addFault(control.faults, await jsonOf(incoming), outgoing);
    case 'DELETE faults':
      control.faults.clear();
      return reply(outgoing, 200, {});
    case 'POST closings':
      return closeAccount(control, await jsonOf(incoming), outgoing);
    case 'POST latency':
      return setLatency(control.latency, await jsonOf(incoming), outgoing);
    default:
      return reply(outgoing, 404, { error: `the simulator has no ${route}` });
  }
}

const changeOf = ({ resource, how }: PlantedChange) => ({
  ...{ cloud: resource.cloud, account: resource.account, id: resource.id, type: resource.type, how },
});

function addFault(faults: Faults, body: unknown, outgoing: ServerResponse): void {
  const understood = isDenial(body) || isFault(body);
  if (isDenial(body)) faults.denyAllBut(body.denyAllBut);
  if (isFault(body)) faults.add(body);
  const error = `a fault has a kind: ${FAULT_KINDS.join(', ')}`;
  reply(outgoing, understood ? 200 : 400, understood ? {} : { error });
}

function closeAccount({ close }: Control, body: unknown, outgoing: ServerResponse): void {
  if (!isClosing(body)) {
    reply(outgoing, 400, { error: 'a closing has an account, and may have after' });
    return;
  }
  try {
    close(body);
    reply(outgoing, 200, {});
  } catch (error) {
    reply(outgoing, 404, { error: String(error) });
  }
}

const isClosing = (body: unknown): body is Closing =>
  typeof body === 'object' &&
  body !== null &&
  'account' in body &&
  typeof body.account === 'string' &&
  (!('after' in body) || isAfter(body.after));

const isAfter = (after: unknown): boolean =>
  typeof after === 'object' &&
  after !== null &&
  'operation' in after &&
  typeof after.operation === 'string' &&
  'calls' in after &&
  Number.isInteger(after.calls);

function setLatency(latency: Latency, body: unknown, outgoing: ServerResponse): void {
  const understood = isLatency(body);
  if (understood) latency.ms = body.ms;
  reply(outgoing, understood ? 200 : 400, understood ? {} : { error: 'a latency has ms' });
}

const isLatency = (body: unknown): body is Latency =>
  typeof body === 'object' && body !== null && 'ms' in body && typeof body.ms === 'number' && body.ms >= 0;

const isDenial = (body: unknown): body is { denyAllBut: string[] } =>
  typeof body === 'object' && body !== null && 'denyAllBut' in body && Array.isArray(body.denyAllBut);

const kinds: readonly unknown[] = FAULT_KINDS;

const isFault = (body: unknown): body is Fault =>
  typeof body === 'object' && body !== null && 'kind' in body && kinds.includes(body.kind);

async function jsonOf(incoming: IncomingMessage): Promise<unknown> {
  const body = await bodyOf(incoming);
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function reply(outgoing: ServerResponse, status: number, body: unknown): void {
  outgoing.writeHead(status, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify(body));
}
