import { definePlainCollector } from '../plain-type.ts';

/** Container registries. */
export const microsoftContainerregistryRegistries = definePlainCollector({
  type: 'Microsoft.ContainerRegistry/registries',
  family: 'platform',
  kind: 'registry',
  createdIn: 'creationDate',
});
