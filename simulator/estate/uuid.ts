import type { Random } from './random.ts';

/** `1b4e28ba-2fa1-11d2-883f-0016d3cca427`, as several services end a name with. */
export const uuid = (random: Random): string => [8, 4, 4, 4, 12].map((length) => random.hex(length)).join('-');
