import { randomBytes } from 'node:crypto';

// https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html: no secret, and yet nobody may guess it.
const BYTES = 20;

/** A new external id, for one account alone. */
export const newExternalId = (): string => randomBytes(BYTES).toString('hex');

/** Who may assume a role, and that they have to know the external id. */
export const trustPolicy = (externalId: string, principal: string): object => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: principal },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': externalId } },
    },
  ],
});
