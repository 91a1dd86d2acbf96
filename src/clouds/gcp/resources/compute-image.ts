import { instantOf } from '../../instant.ts';
import { pick } from '../../pick.ts';
import { defineGcpCollector } from '../collector.ts';
import { fullName, lastPart } from '../names.ts';
import { stateFacts } from '../states.ts';

/** https://cloud.google.com/compute/docs/reference/rest/v1/images */
interface Image {
  readonly status?: string;
  readonly family?: string;
  readonly architecture?: string;
  readonly licenses?: readonly string[];
  readonly sourceSnapshot?: string;
  readonly archiveSizeBytes?: string;
  readonly diskSizeGb?: string;
  readonly deprecated?: { readonly state?: string; readonly deprecated?: string };
}

/** Images of the project's own. */
export const computeImage = defineGcpCollector<Image, 'image'>({
  type: 'compute.googleapis.com/Image',
  kind: 'image',
  taggable: true,
  detailed: true,
  normalize({ data, state }) {
    const status = data.status ?? state;
    const snapshot = fullName(data.sourceSnapshot);
    return {
      ...stateFacts(status),
      attributes: {
        platform: lastPart(data.licenses?.[0]),
        architecture: data.architecture?.toLowerCase(),
        snapshotIds: snapshot ? [snapshot] : [],
        deprecatedAt: instantOf(data.deprecated?.deprecated),
      },
    };
  },
  payload: (data) => pick(data, ['status', 'family', 'archiveSizeBytes', 'diskSizeGb', 'deprecated']),
});
