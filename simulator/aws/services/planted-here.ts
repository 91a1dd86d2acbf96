import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { AwsError, type AwsRequest } from '../service.ts';

/** Everything of a type in the account and region that is asked. */
export const plantedHere = <Detail>(
  type: string,
  { account, region }: AwsRequest,
  estate: Estate,
): readonly PlantedResource<Detail>[] => estate.of<Detail>(type, account, region);

/** The one of some types that has an ARN. @throws AwsError with the service's own code where none has. */
export function withArn(
  types: readonly string[],
  arn: string | undefined,
  { request, estate, code, status = 400 }: Absence,
): PlantedResource {
  for (const type of types)
    for (const resource of plantedHere(type, request, estate)) if (resource.id === arn) return resource;
  throw new AwsError(code, `${arn} was not found.`, status);
}

export interface Absence {
  readonly request: AwsRequest;
  readonly estate: Estate;
  readonly code: string;
  readonly status?: number;
}
