import { CreateDataCatalogCommand } from '@aws-sdk/client-athena';
import { eachOf } from '../places.ts';
import type { Plot } from './plot.ts';
import { TAGGED, tagList } from './variants.ts';

/** No collector lists them: here the Tagging API alone tells of them, which knows nothing that was never tagged. */
export const DATA_CATALOG = 'athena:datacatalog';
/** More than the Tagging API's page, which takes 100. moto tells them before all else: they lie on its first pages. */
export const MANY_CATALOGS = 120;

/** Data catalogs, all with tags. */
export const plantDataCatalogs = ({ place, add, arn }: Plot, count: number): Promise<void> =>
  eachOf([...Array(count).keys()], async (index) => {
    const Name = `catalog-${index}`;
    const variant = TAGGED[index % TAGGED.length] ?? 'good';
    await place.athena.send(new CreateDataCatalogCommand({ Name, Type: 'GLUE', Tags: tagList(variant) }));
    add(DATA_CATALOG, arn('athena', `datacatalog/${Name}`), variant);
  });
