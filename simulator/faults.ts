import type { CloudName } from './estate/estate.ts';
import type { Random } from './estate/random.ts';

/**
 * What a service does: it refuses (`expire`: the credentials, which have run out for good), never answers, or closes the
 * connection.
 */
const REFUSALS = ['deny', 'throttle', 'hang', 'error', 'drop', 'expire'] as const;

/**
 * What becomes of an answer on the way: the connection is reset in the middle, it ends there as if it were whole, noise is
 * in its middle, or something else comes in its place with a status that is well, be it without end.
 */
const MISHAPS = ['reset', 'truncate', 'garble', 'html', 'blank', 'foreign', 'flood'] as const;

export const FAULT_KINDS = [...REFUSALS, ...MISHAPS] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];
export type Refused = (typeof REFUSALS)[number];
export type Mishap = (typeof MISHAPS)[number];

export const isMishap = (kind: FaultKind): kind is Mishap => MISHAPS.some((mishap) => mishap === kind);

/** Something that goes wrong on request. What isn't said matches everything. */
export interface Fault {
  readonly cloud?: CloudName;
  /** A name by which the service goes: AWS's signing name or IAM prefix, Azure's or Google's API. */
  readonly service?: string;
  readonly operation?: string;
  /** AWS account, Azure subscription, GCP project. */
  readonly account?: string;
  readonly region?: string;
  readonly kind: FaultKind;
  /** How often; without it, until cleared. */
  readonly times?: number;
  /** How probably, from 0 to 1; without it, always. The same seed and requests have the same luck. */
  readonly rate?: number;
  /** Which request of those that it matches is struck, counted from the last one: 100 strikes the hundredth, the two hundredth… */
  readonly every?: number;
}

export interface FaultTarget {
  readonly cloud: CloudName;
  /** Every name of the service. */
  readonly services: readonly string[];
  readonly operation: string;
  /** The permission that guards it; undefined where none is needed. */
  readonly action: string | undefined;
  readonly account: string;
  readonly region: string;
}

export interface Faults {
  add(fault: Fault): void;
  /** As a policy would that grants these actions only; `ec2:Describe*` works. */
  denyAllBut(actions: readonly string[]): void;
  clear(): void;
  /** What happens to this request, if anything. Uses up one of its `times`. */
  next(target: FaultTarget): FaultKind | undefined;
  /**
   * Whether a denial names this account: what lists many accounts leaves it out. Uses up nothing. Permissions count
   * where the target has an action.
   */
  denies(target: FaultTarget): boolean;
}

/** An empty list of faults. */
export function noFaults(random: Random): Faults {
  let faults: { readonly fault: Fault; left: number; seen: number }[] = [];
  let allowed: RegExp[] | undefined;
  const withoutPermission = ({ action }: FaultTarget) =>
    action !== undefined && allowed !== undefined && !allowed.some((pattern) => pattern.test(action));
  return {
    add: (fault) => void faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY, seen: 0 }),
    denyAllBut(actions) {
      allowed = actions.map((action) => new RegExp(`^${action.replaceAll('*', '.*')}$`, 'i'));
    },
    clear() {
      faults = [];
      allowed = undefined;
    },
    next(target) {
      const hit = faults.find((one) => {
        if (one.left === 0 || !matches(one.fault, target)) return false;
        one.seen += 1;
        return one.seen % (one.fault.every ?? 1) === 0 && strikes(one.fault, random);
      });
      if (hit) {
        hit.left -= 1;
        return hit.fault.kind;
      }
      return withoutPermission(target) ? 'deny' : undefined;
    },
    denies(target) {
      const denied = ({ fault, left }: (typeof faults)[number]) =>
        left > 0 && fault.kind === 'deny' && fault.account !== undefined && matches(fault, target);
      return faults.some(denied) || withoutPermission(target);
    },
  };
}

const matches = (fault: Fault, target: FaultTarget): boolean =>
  (fault.cloud === undefined || fault.cloud === target.cloud) &&
  (fault.service === undefined || target.services.includes(fault.service)) &&
  (fault.operation === undefined || fault.operation === target.operation) &&
  (fault.account === undefined || fault.account === target.account) &&
  (fault.region === undefined || fault.region === target.region);

const strikes = ({ rate }: Fault, random: Random): boolean => rate === undefined || random.chance(rate);
