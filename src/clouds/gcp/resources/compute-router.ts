import { pick } from '../../pick.ts';
import { defineGcpCollector } from '../collector.ts';
import { fullName } from '../names.ts';

/** https://cloud.google.com/compute/docs/reference/rest/v1/routers */
interface Router {
  readonly network?: string;
  readonly nats?: readonly {
    readonly name?: string;
    readonly type?: string;
    readonly natIpAllocateOption?: string;
    readonly natIps?: readonly string[];
  }[];
}

/** Routers with Cloud NAT. One without it costs nothing and translates nothing. */
export const computeRouter = defineGcpCollector<Router, 'nat-gateway'>({
  type: 'compute.googleapis.com/Router',
  kind: 'nat-gateway',
  taggable: false,
  detailed: true,
  isOne: ({ data }) => (data.nats?.length ?? 0) > 0,
  normalize: ({ data }) => ({
    state: 'available',
    attributes: {
      networkId: fullName(data.network),
      connectivity: data.nats?.every(({ type }) => type === 'PRIVATE') ? 'private' : 'public',
      gatewayNames: data.nats?.flatMap(({ name }) => name ?? []),
    },
  }),
  payload: (data) => pick(data, ['network', 'nats']),
});
