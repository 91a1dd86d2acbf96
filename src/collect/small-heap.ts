import { setFlagsFromString } from 'node:v8';

// By how many percent the heap may grow beyond what is alive before it is swept; V8 by itself lets it double and more.
const MOST_GROWTH = 40;

/**
 * Has garbage swept sooner in this process, and the space for what is new stay as it is. A collection makes little that stays
 * and much that outlives a few calls, which with the answers that it refers to would lie beside what publishing needs.
 * A fifth less memory is paid with a fifth more computing.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${MOST_GROWTH}`);
  setFlagsFromString('--semi-space-growth-factor=1');
}
