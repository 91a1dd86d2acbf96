/** A setting that loads, so that later versions and older files agree, and that nothing of this version reads. */
type Setting = readonly [path: string, matters?: (value: unknown) => boolean];

const isOn = (value: unknown): boolean =>
  !(typeof value === 'object' && value !== null && Reflect.get(value, 'enabled') === false);

const NOT_ACTED_ON: readonly Setting[] = [
  ['fiscal_year_starts'],
  ['policy.auto_import_aws_policy', (value) => value === true],
  ['policy.aws_policy_id', (value) => value !== null],
  // What is switched off is as off as it was asked to be.
  ['scheduled_compliance', isOn],
  ['notify', (value) => !Array.isArray(value) || value.length > 0],
  ['mcp.calls_per_session'],
  ['mcp.identical_calls'],
];

/** Whether this version reads what stands at a path. */
export const isActedOn = (path: string): boolean =>
  !NOT_ACTED_ON.some(([idle]) => path === idle || [`${idle}.`, `${idle}[`].some((start) => path.startsWith(start)));

interface Found {
  readonly path: string;
  readonly value: unknown;
}

/** Everything that stands at a path, each with where it stands: `accounts[0].organization`. */
function at(place: Found, [key, ...rest]: readonly string[]): Found[] {
  if (key === undefined) return [place];
  const name = key.replace('[]', '');
  if (typeof place.value !== 'object' || place.value === null || !Object.hasOwn(place.value, name)) return [];
  const path = place.path === '' ? name : `${place.path}.${name}`;
  const value: unknown = Reflect.get(place.value, name);
  if (name === key) return at({ path, value }, rest);
  return Array.isArray(value)
    ? value.flatMap((inner, index) => at({ path: `${path}[${index}]`, value: inner }, rest))
    : [];
}

/** A sentence for each setting that was given and does nothing yet. */
export const notActedOn = (settings: Readonly<Record<string, unknown>>): string[] =>
  NOT_ACTED_ON.flatMap(([path, matters = () => true]) =>
    at({ path: '', value: settings }, path.split('.'))
      .filter(({ value }) => value !== undefined && matters(value))
      .map((found) => `${found.path} is accepted and not acted on by this version.`),
  );
