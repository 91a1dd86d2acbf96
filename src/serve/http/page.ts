/** What a browser sees at the root. */
export const rootPage = (version: string, tools: readonly string[]): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>CloudOptima</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}</style>
<h1>CloudOptima ${version}</h1>
<p>Answers FinOps questions about AWS, Azure and GCP. This address is for programs:</p>
<ul>
<li><code>/mcp</code>: MCP over Streamable HTTP; <code>/mcp/aws</code>, <code>/mcp/azure</code> and <code>/mcp/gcp</code> answer for one cloud</li>
<li><code>POST /api/tools/&lt;name&gt;</code>: the same tools as JSON</li>
<li><a href="/health"><code>/health</code></a></li>
</ul>
<p>Tools: ${tools.map((name) => `<code>${name}</code>`).join(', ')}</p>
</html>
`;
