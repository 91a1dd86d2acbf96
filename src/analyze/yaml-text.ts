import { isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { UserError } from '../model/errors.ts';

type Path = readonly PropertyKey[];

export interface YamlText {
  readonly value: unknown;
  /** `:12:3`, where in the text the path stands; as near as it gets. */
  placeOf(path: Path): string;
}

type Document = ReturnType<typeof parseDocument>;

// The parser compares each key with all others of its map, which takes minutes on a large one.
function repeatedKey(document: Document): { key: string; at: number } | undefined {
  let repeated: { key: string; at: number } | undefined;
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          repeated = { key: String(key.value), at: key.range?.[0] ?? 0 };
          return visit.BREAK;
        }
        seen.add(key.value);
      }
      return undefined;
    },
  });
  return repeated;
}

function unfolded(document: Document, name: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    // What the library throws for aliases: unknown ones, and those that unfold without end.
    if (!(error instanceof ReferenceError)) throw error;
    throw new UserError(`${name}: not readable: ${error.message}`);
  }
}

function placeIn(document: Document, lines: LineCounter, path: Path): string {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === path[depth - 1])
      : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, depth), true);
    if (!isNode(node) || !node.range) continue;
    const { line, col } = lines.linePos(node.range[0]);
    return `:${line}:${col}`;
  }
  return '';
}

/** A file of YAML or JSON, which is YAML too, with the places of its values. @throws UserError with line and column. */
export function yamlText(name: string, text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'error' });
  const refused = (at: number, words: string): UserError => {
    const { line, col } = lines.linePos(at);
    return new UserError(`${name}:${line}:${col}: not readable: ${words}`);
  };
  const [broken] = document.errors;
  if (broken) {
    const words = broken.message.split('\n')[0]?.replace(/ at line \d.*$/, '') ?? '';
    throw refused(broken.pos[0], /call stack/.test(words) ? 'nested too deeply' : words);
  }
  const repeated = repeatedKey(document);
  if (repeated) throw refused(repeated.at, `«${repeated.key.slice(0, 80)}» is there twice`);
  return { value: unfolded(document, name), placeOf: (path) => placeIn(document, lines, path) };
}
