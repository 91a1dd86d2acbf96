import type { EfsFileSystemDetail } from '../../estate/aws/file-systems.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { type RestCall, restJsonService } from '../protocols/rest.ts';
import { askedPage, numberIn } from './asked-page.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

/** EFS: file systems with their tags. */
export const efsService = restJsonService({
  signingName: 'elasticfilesystem',
  protocol: 'rest-json',
  iamAction: (operation) => `elasticfilesystem:${operation}`,
  routes: [
    { operation: 'DescribeFileSystems', method: 'GET', path: '/2015-02-01/file-systems', answer: describeFileSystems },
  ],
});

function describeFileSystems({ request, estate }: RestCall): object {
  const systems = plantedHere<EfsFileSystemDetail>('elasticfilesystem:file-system', request, estate);
  const page = askedPage(systems, request, {
    question: 'DescribeFileSystems',
    token: request.query.get('Marker') ?? undefined,
    // More may be asked, and is not given.
    size: Math.min(numberIn(request.query, 'MaxItems') ?? 100, 100),
    maximum: 100,
    invalid: 'BadRequest',
  });
  const Marker = request.query.get('Marker') ?? undefined;
  return { Marker, FileSystems: page.items.map(fileSystemOf), NextMarker: page.nextToken };
}

const fileSystemOf = ({ id, account, createdAt, tags, detail }: PlantedResource<EfsFileSystemDetail>) => ({
  OwnerId: account,
  CreationToken: `console-${id.slice(-17)}`,
  FileSystemId: id.slice(id.indexOf('/') + 1),
  FileSystemArn: id,
  CreationTime: createdAt,
  LifeCycleState: detail.state,
  Name: tags.Name,
  NumberOfMountTargets: detail.mountTargets,
  SizeInBytes: { Value: detail.bytes },
  PerformanceMode: 'generalPurpose',
  ThroughputMode: 'elastic',
  Encrypted: detail.encrypted,
  Tags: tagList(tags),
});
