import { type AST, RegExpParser } from '@eslint-community/regexpp';

// RE2 refuses more repetitions than this, one within another multiplied.
const MOST_REPEATS = 1000;
const SPACES = '\\t\\n\\x0b\\f\\r ';

class NotRegular extends Error {}

const character = (value: number): string => {
  if (value > 0x7f) throw new NotRegular('outside ASCII');
  return /[0-9A-Za-z]/.test(String.fromCharCode(value))
    ? String.fromCharCode(value)
    : `\\x${value.toString(16).padStart(2, '0')}`;
};

function setMembers(node: AST.CharacterClassElement): string {
  switch (node.type) {
    case 'Character':
      return character(node.value);
    case 'CharacterClassRange':
      return `${character(node.min.value)}-${character(node.max.value)}`;
    case 'CharacterSet':
      if (node.kind === 'property' || node.negate) throw new NotRegular('a negated or Unicode set in a class');
      return node.kind === 'digit' ? '0-9' : node.kind === 'word' ? '0-9A-Za-z_' : SPACES;
    default:
      throw new NotRegular(node.type);
  }
}

function characterSet(node: AST.CharacterSet): string {
  if (node.kind === 'any') return '[^\\n\\r]';
  if (node.kind === 'property') throw new NotRegular('a Unicode property');
  return `[${node.negate ? '^' : ''}${node.kind === 'digit' ? '0-9' : node.kind === 'word' ? '0-9A-Za-z_' : SPACES}]`;
}

function repeats(node: AST.Element): number {
  switch (node.type) {
    case 'Quantifier': {
      const own = node.max === Number.POSITIVE_INFINITY ? node.min : node.max;
      return Math.max(own, 1) * repeats(node.element);
    }
    case 'Group':
    case 'CapturingGroup':
      return Math.max(1, ...node.alternatives.flatMap(({ elements }) => elements.map(repeats)));
    default:
      return 1;
  }
}

function quantified(node: AST.Quantifier): string {
  if (repeats(node) > MOST_REPEATS) throw new NotRegular('too many repetitions');
  const { element, min, max } = node;
  // Whether it is lazy does not matter to a match of the whole value.
  return `(?:${write(element)}){${min},${max === Number.POSITIVE_INFINITY ? '' : max}}`;
}

function write(node: AST.Element): string {
  switch (node.type) {
    case 'Character':
      return character(node.value);
    case 'CharacterSet':
      return characterSet(node);
    case 'CharacterClass':
      // `[]` matches nothing and `[^]` anything: RE2 has neither.
      if (node.elements.length === 0) throw new NotRegular('an empty class');
      return `[${node.negate ? '^' : ''}${node.elements.map((element) => setMembers(element as AST.CharacterClassElement)).join('')}]`;
    case 'Quantifier':
      return quantified(node);
    case 'Group':
    case 'CapturingGroup':
      if (node.type === 'Group' && node.modifiers) throw new NotRegular('modifiers');
      return alternatives(node.alternatives);
    case 'Assertion':
      if (node.kind === 'start') return '\\A';
      if (node.kind === 'end') return '\\z';
      throw new NotRegular(`a ${node.kind} assertion`);
    default:
      throw new NotRegular(node.type);
  }
}

const alternatives = (list: readonly AST.Alternative[]): string =>
  `(?:${list.map(({ elements }) => elements.map(write).join('')).join('|')})`;

/**
 * A JavaScript pattern written anew for RE2 so that both match the same ASCII texts whole; undefined where RE2 cannot say it
 * (look-around, references, word boundaries, Unicode), or where the two would differ.
 */
export function re2Pattern(source: string): string | undefined {
  try {
    return alternatives(new RegExpParser().parsePattern(source).alternatives);
  } catch (error) {
    if (error instanceof NotRegular || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
