import type { Identities } from './identities.ts';
import type { AwsService } from './service.ts';
import { cloudwatchServices } from './services/cloudwatch.ts';
import { costExplorerService } from './services/cost-explorer.ts';
import { ec2Service } from './services/ec2/service.ts';
import { elbService } from './services/elb.ts';
import { elbv2Service } from './services/elbv2.ts';
import { iamService } from './services/iam.ts';
import { lambdaService } from './services/lambda.ts';
import { organizationsService } from './services/organizations.ts';
import { rdsService } from './services/rds.ts';
import { s3Service } from './services/s3.ts';
import { stsService } from './services/sts.ts';
import { taggingService } from './services/tagging.ts';

/** Every API that the simulator answers. */
export const servicesOf = (identities: Identities): readonly AwsService[] => [
  stsService(identities),
  organizationsService,
  ec2Service,
  rdsService,
  elbService,
  elbv2Service,
  iamService,
  s3Service,
  lambdaService,
  taggingService,
  costExplorerService,
  ...cloudwatchServices,
];
