import { setTimeout as sleep } from 'node:timers/promises';
import type { McpServer, ServerContext, ServerNotifier } from '@modelcontextprotocol/server';
import * as z from 'zod';

const text = (words: string) => ({ content: [{ type: 'text' as const, text: words }] });
const titled = (...pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([value, title]) => ({ const: value, title }));

const DEFAULTS = {
  type: 'object' as const,
  properties: {
    name: { type: 'string' as const, default: 'John Doe' },
    age: { type: 'integer' as const, default: 30 },
    score: { type: 'number' as const, default: 95.5 },
    status: { type: 'string' as const, enum: ['active', 'inactive', 'pending'], default: 'active' },
    verified: { type: 'boolean' as const, default: true },
  },
};
const VALUES = titled(['value1', 'First Option'], ['value2', 'Second Option'], ['value3', 'Third Option']);
const CHOICES = titled(['value1', 'First Choice'], ['value2', 'Second Choice'], ['value3', 'Third Choice']);
const OPTIONS = ['option1', 'option2', 'option3'];
const ENUMS = {
  type: 'object' as const,
  properties: {
    untitledSingle: { type: 'string' as const, enum: OPTIONS },
    titledSingle: { type: 'string' as const, oneOf: VALUES },
    legacyEnum: {
      type: 'string' as const,
      enum: ['opt1', 'opt2', 'opt3'],
      enumNames: ['Option One', 'Option Two', 'Option Three'],
    },
    untitledMulti: { type: 'array' as const, items: { type: 'string' as const, enum: OPTIONS } },
    titledMulti: { type: 'array' as const, items: { anyOf: CHOICES } },
  },
};

async function elicit(context: ServerContext, message: string, requestedSchema: typeof DEFAULTS | typeof ENUMS) {
  const { action, content } = await context.mcpReq.elicitInput({ message, requestedSchema });
  return text(`Elicitation completed: action=${action}, content=${JSON.stringify(content ?? {})}`);
}

/** Log messages, progress, questions pushed to the client, and lists that change. */
export function registerLegacyFixtures(server: McpServer, notify: ServerNotifier): void {
  server.registerTool('test_tool_with_progress', { description: 'Tells its progress.' }, async ({ mcpReq }) => {
    const progressToken = mcpReq._meta?.progressToken;
    for (const progress of [0, 50, 100]) {
      if (progressToken !== undefined)
        await mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total: 100 } });
      await sleep(50);
    }
    return text('Done.');
  });
  const logging = async ({ mcpReq }: ServerContext) => {
    for (const words of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
      await mcpReq.log('info', words);
      await sleep(50);
    }
    return text('Done.');
  };
  server.registerTool('test_tool_with_logging', { description: 'Logs.' }, logging);
  server.registerTool('test_logging_tool', { description: 'Logs where the client asked for it.' }, logging);
  server.registerTool(
    'test_sampling',
    { description: 'Asks the model.', inputSchema: z.object({ prompt: z.string() }) },
    async ({ prompt }, { mcpReq }) => {
      const messages = [{ role: 'user' as const, content: { type: 'text' as const, text: prompt } }];
      const { content } = await mcpReq.requestSampling({ messages, maxTokens: 100 });
      return text(`LLM response: ${JSON.stringify(content)}`);
    },
  );
  server.registerTool(
    'test_elicitation',
    { description: 'Asks the user.', inputSchema: z.object({ message: z.string() }) },
    async ({ message }, { mcpReq }) => {
      const string = (description: string) => ({ type: 'string' as const, description });
      const properties = { username: string("User's response"), email: string("User's email address") };
      const { action, content } = await mcpReq.elicitInput({
        message,
        requestedSchema: { type: 'object', properties, required: ['username', 'email'] },
      });
      return text(`User response: action: ${action}, content: ${JSON.stringify(content ?? {})}`);
    },
  );
  server.registerTool('test_elicitation_sep1034_defaults', { description: 'Asks with defaults.' }, (context) =>
    elicit(context, 'Please review', DEFAULTS),
  );
  server.registerTool('test_elicitation_sep1330_enums', { description: 'Asks with choices.' }, (context) =>
    elicit(context, 'Please choose', ENUMS),
  );
  server.registerTool('test_trigger_tool_change', { description: 'Says that the tools changed.' }, () => {
    notify.toolsChanged();
    return text('Told.');
  });
  server.registerTool('test_trigger_prompt_change', { description: 'Says that the prompts changed.' }, () => {
    notify.promptsChanged();
    return text('Told.');
  });
  server.server.setRequestHandler('resources/subscribe', () => ({}));
  server.server.setRequestHandler('resources/unsubscribe', () => ({}));
}
