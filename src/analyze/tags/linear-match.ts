import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { UserError } from '../../model/errors.ts';

// What a pattern may unfold to: the steps that a character of a value can take are no more.
const MOST_STEPS = 4000;
const ASCII = 128;

/** What may come next at a place of the pattern. `next` of a fork is all of its ways, of an end none. */
interface Step {
  next: readonly number[];
  /** Takes one character; a step without it takes none. */
  readonly takes?: (unit: number) => boolean;
  /** Whether it may be passed here. */
  readonly holds?: (text: string, at: number) => boolean;
}

const TOO_LARGE = `it repeats too much (more than ${MOST_STEPS} steps): ask for fewer repetitions`;
const LOOK_AROUND =
  'look-around such as (?=…) is not read, since some values would take for ever: say what the value may be instead, with alternatives (a|b) or allowed_values';
const REFERENCE =
  'a reference such as \\1 is not read, since some values would take for ever: write out what may stand there';
const MODIFIERS = 'modifiers such as (?i:…) are not read: write both letters, [Aa]';

const isWord = (text: string, at: number): boolean => /^\w$/.test(text.charAt(at));

/** A class of characters as JavaScript itself reads it, one at a time. */
function taking({ raw }: AST.CharacterSet | AST.CharacterClass): (unit: number) => boolean {
  const one = new RegExp(`^${raw}$`);
  const ascii = Array.from({ length: ASCII }, (_, unit) => one.test(String.fromCharCode(unit)));
  return (unit) => ascii[unit] ?? one.test(String.fromCharCode(unit));
}

function assertion(node: AST.Assertion): NonNullable<Step['holds']> {
  switch (node.kind) {
    case 'start':
      return (_, at) => at === 0;
    case 'end':
      return (text, at) => at === text.length;
    case 'word':
      return (text, at) => (isWord(text, at - 1) !== isWord(text, at)) !== node.negate;
    default:
      throw new UserError(LOOK_AROUND);
  }
}

/** The steps of a pattern from its end to its beginning: each is made when what follows it is there. */
function unfolded(pattern: AST.Pattern): { steps: readonly Step[]; first: number; last: number } {
  const steps: Step[] = [];
  // A class that is repeated is read once.
  const classes = new Map<string, (unit: number) => boolean>();
  let made = 0;
  const add = (step: Step): number => steps.push(step) - 1;

  function classOf(node: AST.CharacterSet | AST.CharacterClass): (unit: number) => boolean {
    const takes = classes.get(node.raw) ?? taking(node);
    classes.set(node.raw, takes);
    return takes;
  }

  function repeated({ element, min, max }: AST.Quantifier, next: number): number {
    let entry = next;
    if (max === Number.POSITIVE_INFINITY) {
      const loop: Step = { next: [] };
      entry = add(loop);
      loop.next = [write(element, entry), next];
    } else for (let count = min; count < max; count++) entry = add({ next: [write(element, entry), next] });
    for (let count = 0; count < min; count++) entry = write(element, entry);
    return entry;
  }

  function oneOf(list: readonly AST.Alternative[], next: number): number {
    const ways = list.map(({ elements }) => elements.reduceRight((entry, element) => write(element, entry), next));
    return ways.length === 1 ? (ways[0] ?? next) : add({ next: ways });
  }

  function write(node: AST.Element, next: number): number {
    if (++made > MOST_STEPS) throw new UserError(TOO_LARGE);
    switch (node.type) {
      case 'Character':
        return add({ next: [next], takes: (unit) => unit === node.value });
      case 'CharacterSet':
      case 'CharacterClass':
        return add({ next: [next], takes: classOf(node) });
      case 'Quantifier':
        return repeated(node, next);
      case 'Group':
        if (node.modifiers) throw new UserError(MODIFIERS);
        return oneOf(node.alternatives, next);
      case 'CapturingGroup':
        return oneOf(node.alternatives, next);
      case 'Assertion':
        return add({ next: [next], holds: assertion(node) });
      default:
        throw new UserError(REFERENCE);
    }
  }

  const last = add({ next: [] });
  return { steps, first: oneOf(pattern.alternatives, last), last };
}

/**
 * Whether whole texts match a JavaScript pattern. All ways through the pattern are gone at once, so that the time grows with the
 * length of the text times that of the pattern and never more, which JavaScript's own engine does not promise.
 * @throws UserError for what can't be matched so, SyntaxError for what is no pattern.
 */
export function linearMatch(pattern: string): (text: string) => boolean {
  const { steps, first, last } = unfolded(new RegExpParser().parsePattern(pattern));
  const [now, then] = [new Int32Array(steps.length), new Int32Array(steps.length)];
  const reached = new Int32Array(steps.length);
  const open: number[] = [];
  let round = 0;

  /** Adds the places that are reached from a step without taking a character. */
  function arrive(entry: number, places: Int32Array, size: number, text: string, at: number): number {
    let count = size;
    open.push(entry);
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      const step = steps[index];
      if (!step || reached[index] === round) continue;
      reached[index] = round;
      if (step.takes || index === last) places[count++] = index;
      else if (!step.holds || step.holds(text, at)) open.push(...step.next);
    }
    return count;
  }

  return (text) => {
    let [places, others] = [now, then];
    round++;
    let size = arrive(first, places, 0, text, 0);
    for (let at = 0; at < text.length && size > 0; at++) {
      const unit = text.charCodeAt(at);
      let count = 0;
      round++;
      for (const index of places.subarray(0, size)) {
        const step = steps[index];
        if (step?.takes?.(unit)) count = arrive(step.next[0] ?? last, others, count, text, at + 1);
      }
      [places, others, size] = [others, places, count];
    }
    return places.subarray(0, size).includes(last);
  };
}
