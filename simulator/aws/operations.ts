import type { OperationName } from '../door.ts';
import type { AwsService } from './service.ts';

/** Every operation of these services with the IAM action that guards it. */
export const awsOperations = (services: readonly AwsService[]): readonly OperationName[] =>
  services.flatMap(({ signingName, protocol, operations, iamAction }) =>
    operations.map((operation) => ({
      ...{ cloud: 'aws', service: signingName, protocol, operation, action: iamAction(operation) },
    })),
  );
