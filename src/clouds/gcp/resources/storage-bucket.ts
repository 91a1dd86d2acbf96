import { instantOf } from '../../instant.ts';
import { pick } from '../../pick.ts';
import { defineGcpCollector } from '../collector.ts';

/** https://cloud.google.com/storage/docs/json_api/v1/buckets */
interface Bucket {
  readonly storageClass?: string;
  readonly timeCreated?: string;
  readonly versioning?: { readonly enabled?: boolean };
  readonly lifecycle?: {
    readonly rule?: readonly { readonly action?: { readonly type?: string; readonly storageClass?: string } }[];
  };
  readonly autoclass?: { readonly enabled?: boolean };
  readonly softDeletePolicy?: object;
}

/** Rules have no names here: what they do stands for them. */
const ruleName = ({ type, storageClass }: { readonly type?: string; readonly storageClass?: string } = {}): string =>
  [type ?? 'unknown', ...(storageClass ? [storageClass] : [])].join(' ');

/** Buckets of Cloud Storage. */
export const storageBucket = defineGcpCollector<Bucket, 'bucket'>({
  type: 'storage.googleapis.com/Bucket',
  kind: 'bucket',
  taggable: true,
  detailed: true,
  normalize({ data }) {
    // Google leaves out what is off; a bucket without a class is one that was not told.
    const told = data.storageClass !== undefined;
    return {
      state: 'available',
      ...(data.timeCreated ? { createdAt: instantOf(data.timeCreated) } : {}),
      attributes: {
        versioning: told ? (data.versioning?.enabled ? 'enabled' : 'off') : undefined,
        lifecycleRules: told ? (data.lifecycle?.rule ?? []).map(({ action }) => ruleName(action)) : undefined,
        storageClass: data.storageClass,
      },
    };
  },
  payload: (data) => pick(data, ['storageClass', 'versioning', 'lifecycle', 'autoclass', 'softDeletePolicy']),
});
