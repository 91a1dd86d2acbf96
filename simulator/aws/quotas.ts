/** A bucket of tokens: so many at once, then so many a second. */
export interface TokenLimit {
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * What AWS publishes, for one account in one region. Where it publishes nothing (IAM, RDS, S3's buckets), nothing is refused.
 * - EC2, non-mutating: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 * - load balancing, describing: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/throttling.html
 * - Lambda, control plane: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 * - STS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * - CloudWatch, GetMetricData: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 */
const limits: Readonly<Record<string, TokenLimit>> = {
  ec2: { burst: 100, perSecond: 20 },
  elasticloadbalancing: { burst: 40, perSecond: 10 },
  lambda: { burst: 15, perSecond: 15 },
  sts: { burst: 600, perSecond: 600 },
  monitoring: { burst: 50, perSecond: 50 },
};

/** Who asks whom where. */
export interface QuotaKey {
  readonly account: string;
  readonly region: string;
  /** The signing name: both versions of load balancing draw on one quota. */
  readonly service: string;
}

export interface AwsQuotas {
  /** Takes a token, or refuses where there is none. */
  allows(key: QuotaKey): boolean;
}

/** Token buckets on the real clock. */
export function awsQuotas(clock: () => Date): AwsQuotas {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    allows({ account, region, service }) {
      const limit = Object.hasOwn(limits, service) ? limits[service] : undefined;
      if (!limit) return true;
      const key = `${account} ${region} ${service}`;
      const now = clock().getTime();
      const bucket = buckets.get(key) ?? { tokens: limit.burst, at: now };
      buckets.set(key, bucket);
      bucket.tokens = Math.min(limit.burst, bucket.tokens + ((now - bucket.at) / 1000) * limit.perSecond);
      bucket.at = now;
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}
