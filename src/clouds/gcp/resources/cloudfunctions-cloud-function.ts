import { instantOf } from '../../instant.ts';
import { defineGcpCollector } from '../collector.ts';
import { numberOf } from '../names.ts';
import { stateFacts } from '../states.ts';

/** https://cloud.google.com/functions/docs/reference/rest/v1/projects.locations.functions */
interface CloudFunction {
  readonly status?: string;
  readonly runtime?: string;
  readonly availableMemoryMb?: number;
  /** `60s`. */
  readonly timeout?: string;
  readonly network?: string;
  readonly updateTime?: string;
}

/** Functions of the first generation. Not their variables: secrets are in them. */
export const cloudfunctionsCloudFunction = defineGcpCollector<CloudFunction, 'function'>({
  type: 'cloudfunctions.googleapis.com/CloudFunction',
  kind: 'function',
  taggable: true,
  detailed: true,
  normalize({ data, state }) {
    const status = data.status ?? state;
    return {
      ...stateFacts(status, { OFFLINE: 'failed', DEPLOY_IN_PROGRESS: 'pending', DELETE_IN_PROGRESS: 'deleting' }),
      attributes: {
        runtime: data.runtime,
        memoryMib: data.availableMemoryMb,
        timeoutSeconds: numberOf(data.timeout?.replace(/s$/, '')),
        networkId: data.network || undefined,
        modifiedAt: instantOf(data.updateTime),
      },
    };
  },
});
