import { definePlainCollector } from '../plain-type.ts';

/** Namespaces of Event Hubs. */
export const microsoftEventhubNamespaces = definePlainCollector({
  type: 'Microsoft.EventHub/namespaces',
  family: 'platform',
  createdIn: 'createdAt',
});
