import { instantOf } from '../../instant.ts';
import { defineGcpCollector } from '../collector.ts';
import { stateFacts } from '../states.ts';

/** https://cloud.google.com/functions/docs/reference/rest/v2/projects.locations.functions */
interface CloudFunction {
  readonly state?: string;
  readonly updateTime?: string;
  readonly buildConfig?: { readonly runtime?: string };
  readonly serviceConfig?: { readonly availableMemory?: string; readonly timeoutSeconds?: number };
}

/** `256M`, `1Gi`: Google means powers of two by either. */
function memoryMib(text: string | undefined): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([MG])i?$/.exec(text ?? '') ?? [];
  return amount === undefined ? undefined : Number(amount) * (unit === 'G' ? 1024 : 1);
}

/** Functions of the second generation. Not their variables: secrets are in them. */
export const cloudfunctionsFunction = defineGcpCollector<CloudFunction, 'function'>({
  type: 'cloudfunctions.googleapis.com/Function',
  kind: 'function',
  taggable: true,
  detailed: true,
  normalize({ data, state }) {
    const word = data.state ?? state;
    return {
      ...stateFacts(word),
      attributes: {
        runtime: data.buildConfig?.runtime,
        memoryMib: memoryMib(data.serviceConfig?.availableMemory),
        timeoutSeconds: data.serviceConfig?.timeoutSeconds,
        modifiedAt: instantOf(data.updateTime),
      },
    };
  },
});
