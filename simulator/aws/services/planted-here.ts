import type { Estate, PlantedResource } from '../../estate/estate.ts';
import type { AwsRequest } from '../service.ts';

/** Everything of a type in the account and region that is asked. */
export const plantedHere = <Detail>(
  type: string,
  { account, region }: AwsRequest,
  estate: Estate,
): readonly PlantedResource<Detail>[] => estate.of<Detail>(type, account, region);
