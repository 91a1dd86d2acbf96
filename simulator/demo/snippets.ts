/** How one client is told of the product. */
export interface Snippet {
  readonly client: string;
  /** Where it goes. */
  readonly place: string;
  readonly text: string;
}

export interface Reachable {
  readonly mcp: string;
  /** What starts the product over standard input and output. */
  readonly command: string;
  readonly args: readonly string[];
  /** What it needs to ask the simulated clouds itself. */
  readonly env: Readonly<Record<string, string>>;
}

/** What starts the product on the demo's home. A copy that npx fetched may be gone tomorrow, so that one is fetched again. */
export function stdioCommand(node: string, launcher: string, home: string): Pick<Reachable, 'command' | 'args'> {
  const args = ['mcp', '--home', home];
  return /[\\/]_npx[\\/]/.test(launcher)
    ? { command: 'npx', args: ['-y', 'cloudoptima', ...args] }
    : { command: node, args: [launcher, ...args] };
}

/** Ready to paste. Claude Desktop starts servers by a command; the other two take either. */
export function snippets({ mcp, command, args, env }: Reachable): readonly Snippet[] {
  const name = 'cloudoptima-demo';
  const stdio = { command, args, env };
  const text = (value: object) => JSON.stringify(value, undefined, 2);
  return [
    {
      client: 'Claude Desktop',
      place: 'Settings > Developer > Edit Config (stdio)',
      text: text({ mcpServers: { [name]: stdio } }),
    },
    { client: 'Cursor', place: '.cursor/mcp.json (HTTP)', text: text({ mcpServers: { [name]: { url: mcp } } }) },
    { client: 'Cursor', place: '.cursor/mcp.json (stdio)', text: text({ mcpServers: { [name]: stdio } }) },
    {
      client: 'VS Code',
      place: '.vscode/mcp.json (HTTP)',
      text: text({ servers: { [name]: { type: 'http', url: mcp } } }),
    },
    {
      client: 'VS Code',
      place: '.vscode/mcp.json (stdio)',
      text: text({ servers: { [name]: { type: 'stdio', ...stdio } } }),
    },
    { client: 'Claude Code', place: 'a shell', text: `claude mcp add --transport http ${name} ${mcp}` },
  ];
}
