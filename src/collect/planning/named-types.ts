import type { ResourceSource } from '../../clouds/cloud.ts';
import type { CloudName } from '../../model/cloud.ts';
import { refuseUnknown } from './refuse-unknown.ts';
import { TYPE_ALIASES } from './type-aliases.ts';

/** A type that can be collected, by everything that it may be named by. */
export interface CollectableType extends Pick<ResourceSource, 'type' | 'kind' | 'service'> {
  readonly cloud: CloudName;
}

type Named = Omit<CollectableType, 'cloud'>;

const aliases = new Map(Object.entries(TYPE_ALIASES).map(([alias, types]) => [alias.toLowerCase(), types]));

/**
 * What a word means. An API's name means the API, as it always did: `network` is Azure's, though it is a kind, too. Then come
 * types and their other names, and kinds last.
 */
function meaningOf(word: string, types: readonly Named[]): readonly Named[] {
  const said = word.toLowerCase();
  const ofService = types.filter(({ service }) => service === said);
  if (ofService.length > 0) return ofService;
  const meant = aliases.get(said) ?? [word];
  const ofType = types.filter(({ type }) => meant.some((one) => one.toLowerCase() === type.toLowerCase()));
  return ofType.length > 0 ? ofType : types.filter(({ kind }) => kind === said);
}

/** @throws UserError where a word is no type and no kind of those. */
export function refuseUnknownTypes(words: readonly string[], types: readonly Named[]): void {
  if (types.length > 0) refuseUnknown('resource type', words, new Set(types.flatMap(({ type, kind }) => [type, kind])));
}

/**
 * The types that `collection.services` chooses. @throws UserError for a word that none of those types is known by, whichever cloud's
 * it is: a cloud that isn't asked or doesn't answer makes no word wrong.
 */
export function chosenTypes(services: readonly string[], types: readonly Named[]): ReadonlySet<string> {
  const chosen = services.map((word) => [word, meaningOf(word, types)] as const);
  const unknown = chosen.filter(([, meant]) => meant.length === 0).map(([word]) => word);
  const valid = types.flatMap(({ service, type, kind }) => [service, type, kind]);
  if (types.length > 0) refuseUnknown('service', unknown, new Set([...valid, ...Object.keys(TYPE_ALIASES)]));
  return new Set(chosen.flatMap(([, meant]) => meant.map(({ type }) => type)));
}
