import { defineGcpCollector, type GcpCollector } from './collector.ts';

/** A type that can have labels and of which nothing is read but what the search tells of all types alike. */
export const definePlainCollector = (type: string): GcpCollector =>
  defineGcpCollector({ type, kind: 'other', taggable: true, detailed: false, normalize: () => ({ attributes: {} }) });
