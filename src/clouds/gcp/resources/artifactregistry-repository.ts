import { definePlainCollector } from '../plain-type.ts';

/** Repositories of Artifact Registry. */
export const artifactregistryRepository = definePlainCollector(
  'artifactregistry.googleapis.com/Repository',
  'registry',
);
