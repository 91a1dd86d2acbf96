/** What a service does: it refuses, never answers, or closes the connection. */
const REFUSALS = ['deny', 'throttle', 'hang', 'error', 'drop'] as const;

/**
 * What becomes of an answer on the way: the connection is reset in the middle, it ends there as if it were whole, noise is
 * in its middle, or something else comes in its place with a status that is well, be it without end.
 */
const MISHAPS = ['reset', 'truncate', 'garble', 'html', 'blank', 'foreign', 'flood'] as const;

export const FAULT_KINDS = [...REFUSALS, ...MISHAPS] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];
export type Mishap = (typeof MISHAPS)[number];

export const isMishap = (kind: FaultKind): kind is Mishap => MISHAPS.some((mishap) => mishap === kind);

/** Something that goes wrong on request. What isn't said matches everything. */
export interface Fault {
  /** The signing name or the IAM prefix: `ec2`, `monitoring` or `cloudwatch`. */
  readonly service?: string;
  readonly operation?: string;
  readonly account?: string;
  readonly region?: string;
  readonly kind: FaultKind;
  /** How often; without it, until cleared. */
  readonly times?: number;
}

export interface FaultTarget {
  readonly signingName: string;
  readonly action: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
}

export interface Faults {
  add(fault: Fault): void;
  /** As a policy would that grants these actions only; `ec2:Describe*` works. */
  denyAllBut(actions: readonly string[]): void;
  clear(): void;
  /** What happens to this request, if anything. Uses up one of its `times`. */
  next(target: FaultTarget): Fault['kind'] | undefined;
}

/** Needs no permission in AWS either, and can't be denied. */
const alwaysAllowed = 'sts:GetCallerIdentity';

/** An empty list of faults. */
export function noFaults(): Faults {
  let faults: { fault: Fault; left: number }[] = [];
  let allowed: RegExp[] | undefined;
  return {
    add: (fault) => void faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    denyAllBut(actions) {
      allowed = actions.map((action) => new RegExp(`^${action.replaceAll('*', '.*')}$`, 'i'));
    },
    clear() {
      faults = [];
      allowed = undefined;
    },
    next(target) {
      const hit = faults.find(({ fault, left }) => left > 0 && matches(fault, target));
      if (hit) {
        hit.left -= 1;
        return hit.fault.kind;
      }
      if (!allowed || target.action === alwaysAllowed) return undefined;
      return allowed.some((pattern) => pattern.test(target.action)) ? undefined : 'deny';
    },
  };
}

const matches = (fault: Fault, target: FaultTarget): boolean =>
  (fault.service === undefined || [target.signingName, target.action.split(':')[0]].includes(fault.service)) &&
  (fault.operation === undefined || fault.operation === target.operation) &&
  (fault.account === undefined || fault.account === target.account) &&
  (fault.region === undefined || fault.region === target.region);
