const ZONE = /^([a-z]+-[a-z]+\d+)-[a-z][a-z\d]*$/;
const REGION = /^[a-z]+-[a-z]+\d+$/;

/** The region of a zone; a region, a multi-region and `global` are what they are. */
export function regionOf(location: string | undefined): string | undefined {
  const place = location?.toLowerCase();
  return ZONE.exec(place ?? '')?.[1] ?? (place || undefined);
}

/** Whether a place is among the regions; multi-regions and what is global belong to all of them. */
export const isWithin = (region: string | undefined, regions: readonly string[] | undefined): boolean =>
  regions === undefined || region === undefined || !REGION.test(region) || regions.includes(region);

/** Whether a place is among the zones; what lies in no zone belongs to all of them. */
export const isInZones = (location: string | undefined, zones: readonly string[] | undefined): boolean => {
  const place = location?.toLowerCase() ?? '';
  return zones === undefined || !ZONE.test(place) || zones.includes(place);
};
