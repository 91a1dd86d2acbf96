import type { Benchmark } from './benchmark.ts';
import { emptyHome } from './support/empty-home.ts';
import { openStdio } from './support/mcp-clients.ts';

const CHARACTERS_PER_TOKEN = 4;
const MOST_TOKENS = 4000;

/** What the tools cost a model before it asks anything. */
export const toolList: Benchmark = {
  name: 'tool-list',
  async run(bench) {
    const door = await openStdio(await bench.product(), await emptyHome(bench));
    try {
      const tools = await door.listTools();
      const tokens = JSON.stringify(tools).length / CHARACTERS_PER_TOKEN;
      return [
        {
          ...{ name: 'tools/list', unit: 'tokens', samples: [tokens], target: MOST_TOKENS },
          note: `${tools.length} tools, characters/4`,
        },
      ];
    } finally {
      await door.close();
    }
  },
};
