import { defineGcpCollector, type GcpCollector } from './collector.ts';

type PlainKind = 'other' | 'cache' | 'cluster' | 'file-system' | 'key' | 'registry' | 'secret' | 'topic';

/** A type that can have labels and of which nothing is read but what the search tells of all types alike. */
export const definePlainCollector = (type: string, kind: PlainKind = 'other'): GcpCollector =>
  defineGcpCollector({ type, kind, taggable: true, detailed: false, normalize: () => ({ attributes: {} }) });
