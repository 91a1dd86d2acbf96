import type { SecretDetail } from '../../estate/aws/secrets.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import { askedPage } from './asked-page.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

interface ListSecretsInput {
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

/** Secrets Manager: secrets with their tags, and never what they hold. */
export const secretsManagerService = jsonService({
  signingName: 'secretsmanager',
  targetPrefix: 'secretsmanager',
  version: '1.1',
  operations: {
    ListSecrets({ MaxResults, NextToken, ...question }: ListSecretsInput, request, estate) {
      const secrets = plantedHere<SecretDetail>('secretsmanager:secret', request, estate);
      const page = askedPage(secrets, request, {
        question: ['ListSecrets', question],
        token: NextToken,
        size: MaxResults,
        maximum: 100,
        invalid: 'ValidationException',
        invalidToken: 'InvalidNextTokenException',
      });
      return { SecretList: page.items.map(entryOf), NextToken: page.nextToken };
    },
  },
});

const entryOf = ({ id, name, createdAt, tags, detail }: PlantedResource<SecretDetail>) => ({
  ARN: id,
  Name: name,
  RotationEnabled: detail.rotates || undefined,
  LastChangedDate: detail.lastChanged,
  CreatedDate: createdAt,
  Tags: tagList(tags),
  OwningService: detail.owningService,
});
