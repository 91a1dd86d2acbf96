import type { GlueCrawlerDetail, GlueDatabaseDetail, GlueJobDetail } from '../../estate/aws/analytics.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import type { AwsRequest } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';

interface ListInput {
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

/** Glue: jobs, databases and crawlers, and their tags one by one. */
export const glueService = jsonService({
  signingName: 'glue',
  targetPrefix: 'AWSGlue',
  version: '1.1',
  operations: {
    GetJobs(input: ListInput, request, estate) {
      const page = listed<GlueJobDetail>('GetJobs', 'glue:job', 1000, { input, request, estate });
      return { Jobs: page.items.map(jobOf), NextToken: page.nextToken };
    },
    GetDatabases(input: ListInput, request, estate) {
      const page = listed<GlueDatabaseDetail>('GetDatabases', 'glue:database', 100, { input, request, estate });
      return { DatabaseList: page.items.map(databaseOf), NextToken: page.nextToken };
    },
    GetCrawlers(input: ListInput, request, estate) {
      const page = listed<GlueCrawlerDetail>('GetCrawlers', 'glue:crawler', 1000, { input, request, estate });
      return { Crawlers: page.items.map(crawlerOf), NextToken: page.nextToken };
    },
    GetTags({ ResourceArn }: { readonly ResourceArn: string }, request, estate) {
      const types = ['glue:job', 'glue:database', 'glue:crawler'];
      const all = types.flatMap((type) => plantedHere(type, request, estate));
      return { Tags: foundIn(all, ResourceArn, 'EntityNotFoundException').tags };
    },
  },
});

interface Listing {
  readonly input: ListInput;
  readonly request: AwsRequest;
  readonly estate: Estate;
}

const listed = <Detail>(operation: string, type: string, maximum: number, { input, request, estate }: Listing) =>
  askedPage(plantedHere<Detail>(type, request, estate), request, {
    question: operation,
    token: input.NextToken,
    size: input.MaxResults,
    maximum,
    usual: 100,
    // Of crawlers no error of its own is described for that; every service has this one.
    invalid: operation === 'GetCrawlers' ? 'ValidationException' : 'InvalidInputException',
  });

const jobOf = ({ account, name, createdAt, detail }: PlantedResource<GlueJobDetail>) => ({
  Name: name,
  Role: `arn:aws:iam::${account}:role/${name}`,
  CreatedOn: createdAt,
  LastModifiedOn: createdAt,
  Command: { Name: 'glueetl', PythonVersion: '3' },
  WorkerType: detail.workerType,
  NumberOfWorkers: detail.workers,
  GlueVersion: '5.0',
});

const databaseOf = ({ account, name, createdAt, detail }: PlantedResource<GlueDatabaseDetail>) => ({
  Name: name,
  Description: detail.description,
  CreateTime: createdAt,
  CatalogId: account,
});

const crawlerOf = ({ name, createdAt, detail }: PlantedResource<GlueCrawlerDetail>) => ({
  Name: name,
  Targets: { S3Targets: [], JdbcTargets: [] },
  DatabaseName: detail.database,
  State: detail.state,
  CrawlElapsedTime: 0,
  CreationTime: createdAt,
  LastUpdated: createdAt,
  Version: 1,
});
