import type { PlantedResource } from '../../estate/estate.ts';
import { AwsError } from '../service.ts';

/** The resource with an id. @throws AwsError with the code and status that its service has for none. */
export function foundIn<Detail>(
  resources: readonly PlantedResource<Detail>[],
  id: string | undefined,
  code: string,
  status = 400,
): PlantedResource<Detail> {
  const found = resources.find((resource) => resource.id === id);
  if (!found) throw new AwsError(code, `${id} was not found.`, status);
  return found;
}
