import type { FsxFileSystemDetail } from '../../estate/aws/file-systems.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import { askedPage } from './asked-page.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

interface DescribeInput {
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

/** FSx: file systems of each kind with their tags. */
export const fsxService = jsonService({
  signingName: 'fsx',
  targetPrefix: 'AWSSimbaAPIService_v20180301',
  version: '1.1',
  operations: {
    DescribeFileSystems({ NextToken, MaxResults }: DescribeInput, request, estate) {
      const page = askedPage(plantedHere<FsxFileSystemDetail>('fsx:file-system', request, estate), request, {
        question: 'DescribeFileSystems',
        token: NextToken,
        size: MaxResults,
        maximum: 2_147_483_647,
        usual: 100,
        invalid: 'BadRequest',
      });
      // The one service whose tokens are described: whole base64.
      const token = page.nextToken && Buffer.from(page.nextToken, 'base64url').toString('base64');
      return { FileSystems: page.items.map(fileSystemOf), NextToken: token };
    },
  },
});

const fileSystemOf = ({ id, account, createdAt, tags, detail }: PlantedResource<FsxFileSystemDetail>) => ({
  OwnerId: account,
  CreationTime: createdAt,
  FileSystemId: id.slice(id.indexOf('/') + 1),
  FileSystemType: detail.kind,
  Lifecycle: detail.lifecycle,
  StorageCapacity: detail.sizeGib,
  StorageType: 'SSD',
  ResourceARN: id,
  Tags: tagList(tags),
});
