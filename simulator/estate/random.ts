/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** From 0, below 1. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  weighted<T>(choices: readonly (readonly [value: T, weight: number])[]): T;
  /** `count` different members of the list, or all of them when there are fewer. */
  sample<T>(list: readonly T[], count: number): T[];
  hex(length: number): string;
  digits(length: number): string;
  /** Capital letters and digits, as in AWS's access keys and unique ids. */
  code(length: number): string;
  /** A moment between two others, to the second. */
  moment(from: Date, to: Date): Date;
  /** A stream of its own, so that taking more from one doesn't shift another. */
  fork(label: string | number): Random;
}

/** The stream for a seed. */
export function randomFrom(seed: string | number): Random {
  const next = stream(String(seed));
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const letters = (alphabet: string, length: number) => {
    let text = '';
    for (let index = 0; index < length; index += 1) text += alphabet.charAt(Math.floor(next() * alphabet.length));
    return text;
  };
  const random: Random = {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => memberAt(list, int(0, list.length - 1)),
    weighted(choices) {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of choices) {
        left -= weight;
        if (left < 0) return value;
      }
      return memberAt(choices, choices.length - 1)[0];
    },
    sample(list, count) {
      const rest = [...list];
      const taken = Math.min(count, rest.length);
      return Array.from({ length: taken }, () => memberAt(rest.splice(int(0, rest.length - 1), 1), 0));
    },
    hex: (length) => letters('0123456789abcdef', length),
    digits: (length) => letters('0123456789', length),
    code: (length) => letters('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', length),
    moment: (from, to) => new Date(int(Math.floor(from.getTime() / 1000), Math.floor(to.getTime() / 1000)) * 1000),
    fork: (label) => randomFrom(`${seed}/${label}`),
  };
  return random;
}

function memberAt<T>(list: readonly T[], index: number): T {
  if (index < 0 || index >= list.length) throw new RangeError(`nothing at ${index} of ${list.length}`);
  return list[index] as T;
}

/** sfc32, started from four hashes of the seed: small, fast and good enough for a company that doesn't exist. */
function stream(seed: string): () => number {
  let [a, b, c, counter] = hashes(seed);
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let round = 0; round < 12; round += 1) next();
  return next;
}

/** Four 32-bit hashes of a text (cyrb128). */
function hashes(text: string): [number, number, number, number] {
  let [h1, h2, h3, h4] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    h1 = h2 ^ Math.imul(h1 ^ unit, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ unit, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ unit, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ unit, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  return [h1 ^ h2 ^ h3 ^ h4, h2 ^ h1, h3 ^ h1, h4 ^ h1];
}
