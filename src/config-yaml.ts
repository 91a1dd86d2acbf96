import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { UserError } from './model/errors.ts';

/** The value that the text says. @throws UserError with line and column. */
export function yamlValue(path: string, text: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0]);
    const words = broken.message.split('\n')[0]?.replace(/ at line \d.*$/, '');
    throw new UserError(`${path}:${line}:${col}: not readable: ${words}`);
  }
  return document.toJS({ maxAliasCount: 20 });
}

/** `:12:3`, where in the text the path stands; as near as it gets. JSON is YAML, so it serves both. */
export function placeInYaml(text: string, path: readonly PropertyKey[]): string {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
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
