import type { CertificateDetail } from '../../estate/aws/edge.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import type { AwsRequest } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

interface ListCertificatesInput {
  readonly Includes?: { readonly keyTypes?: readonly string[] };
  readonly MaxItems?: number;
  readonly NextToken?: string;
}

/** Told where no kind of key is asked for. */
const usualKeys = ['RSA_1024', 'RSA_2048'];

/** ACM: certificates by their kinds of keys, and the tags of each. */
export const acmService = jsonService({
  signingName: 'acm',
  targetPrefix: 'CertificateManager',
  version: '1.1',
  operations: {
    ListCertificates({ Includes = {}, MaxItems, NextToken }: ListCertificatesInput, request, estate) {
      const { keyTypes = usualKeys } = Includes;
      const asked = certificatesOf(request, estate).filter(({ detail }) => keyTypes.includes(detail.keyAlgorithm));
      const page = askedPage(asked, request, {
        question: ['ListCertificates', keyTypes],
        token: NextToken,
        size: MaxItems,
        maximum: 1000,
        usual: 100,
        invalid: 'ValidationException',
      });
      return { CertificateSummaryList: page.items.map(summaryOf), NextToken: page.nextToken };
    },
    ListTagsForCertificate({ CertificateArn }: { readonly CertificateArn: string }, request, estate) {
      const found = foundIn(certificatesOf(request, estate), CertificateArn, 'ResourceNotFoundException');
      return { Tags: tagList(found.tags) };
    },
  },
});

const certificatesOf = (request: AwsRequest, estate: Estate) =>
  plantedHere<CertificateDetail>('acm:certificate', request, estate);

const summaryOf = ({ id, name, createdAt, detail }: PlantedResource<CertificateDetail>) => ({
  CertificateArn: id,
  DomainName: name,
  SubjectAlternativeNameSummaries: [name],
  HasAdditionalSubjectAlternativeNames: false,
  Status: detail.status,
  Type: 'AMAZON_ISSUED',
  KeyAlgorithm: detail.keyAlgorithm,
  InUse: detail.inUse,
  RenewalEligibility: detail.inUse ? 'ELIGIBLE' : 'INELIGIBLE',
  CreatedAt: createdAt,
});
