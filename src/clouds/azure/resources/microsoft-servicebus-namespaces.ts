import { definePlainCollector } from '../plain-type.ts';

/** Namespaces of Service Bus. */
export const microsoftServicebusNamespaces = definePlainCollector({
  type: 'Microsoft.ServiceBus/namespaces',
  family: 'platform',
  createdIn: 'createdAt',
});
