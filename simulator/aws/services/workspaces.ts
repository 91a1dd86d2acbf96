import type { WorkspaceDetail } from '../../estate/aws/operations.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { cborService } from '../protocols/cbor.ts';
import { jsonService, type RpcApi } from '../protocols/json.ts';
import { AwsError, type AwsRequest, type AwsService } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

interface DescribeInput {
  readonly NextToken?: string;
  readonly Limit?: number;
}

/** WorkSpaces: desktops, and their tags one by one. */
const api: RpcApi = {
  signingName: 'workspaces',
  targetPrefix: 'WorkspacesService',
  operations: {
    DescribeWorkspaces({ NextToken, Limit }: DescribeInput, request, estate) {
      const page = askedPage(desktopsOf(request, estate), request, {
        question: 'DescribeWorkspaces',
        token: NextToken,
        size: Limit,
        maximum: 25,
        invalid: 'InvalidParameterValuesException',
      });
      return { Workspaces: page.items.map(desktopOf), NextToken: page.nextToken };
    },
    DescribeTags({ ResourceId }: { readonly ResourceId: string }, request, estate) {
      const desktop = desktopsOf(request, estate).find((one) => idOf(one) === ResourceId);
      if (!desktop) throw new AwsError('ResourceNotFoundException', 'The resource could not be found.');
      return { TagList: tagList(desktop.tags) };
    },
  },
};

/** Python's SDK chooses CBOR, JavaScript's JSON. */
export const workspacesServices: readonly AwsService[] = [jsonService({ ...api, version: '1.1' }), cborService(api)];

const desktopsOf = (request: AwsRequest, estate: Estate) =>
  plantedHere<WorkspaceDetail>('workspaces:workspace', request, estate);

const idOf = ({ id }: PlantedResource): string => id.slice(id.indexOf('/') + 1);

const desktopOf = (desktop: PlantedResource<WorkspaceDetail>) => ({
  WorkspaceId: idOf(desktop),
  DirectoryId: 'd-926722edaf',
  UserName: desktop.detail.user,
  State: desktop.detail.state,
  BundleId: 'wsb-gk1wpk43z',
  WorkspaceName: desktop.name,
  WorkspaceProperties: { RunningMode: 'AUTO_STOP', ComputeTypeName: desktop.detail.compute },
});
