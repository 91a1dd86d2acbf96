import type { Command } from 'commander';
import * as z from 'zod';
import type { Tool } from '../../../tools/tool.ts';
import { toolNamed } from '../../answer.ts';
import { command, type Invocation } from '../command.ts';
import { type CommonOptions, data, dataJson, styled } from '../output.ts';
import { table } from '../table.ts';

const described = (tool: Tool) => ({
  name: tool.name,
  title: tool.title,
  toolset: tool.toolset,
  core: tool.core,
  effect: tool.effect,
  description: tool.description,
  input_schema: z.toJSONSchema(tool.input, { io: 'input' }),
  output_schema: z.toJSONSchema(tool.output, { io: 'output' }),
});

const typeOf = ({ type, enum: values, anyOf, items }: z.core.JSONSchema.BaseSchema): string => {
  if (values) return values.map(String).join(' | ');
  if (anyOf) return anyOf.map((branch) => typeOf(branch)).join(' | ');
  if (type === 'array')
    return items && typeof items === 'object' && !Array.isArray(items) ? `${typeOf(items)}[]` : 'array';
  return typeof type === 'string' ? type : (type?.join(' | ') ?? 'any');
};

function page(tool: Tool): string {
  const { properties = {}, required = [] } = z.toJSONSchema(tool.input, { io: 'input' });
  const rows = Object.entries(properties).map(([name, schema]) => {
    if (typeof schema === 'boolean') return [name, 'any', ''];
    const words = [
      required.includes(name) ? 'required' : '',
      schema.default === undefined ? '' : `default ${JSON.stringify(schema.default)}`,
      schema.description ?? '',
    ];
    return [name, typeOf(schema), words.filter((word) => word !== '').join('; ')];
  });
  return [
    `${styled('bold', tool.name)}  ${tool.title}`,
    tool.description,
    '',
    `toolset ${tool.toolset}${tool.core ? ' (core)' : ''}, ${tool.effect}${tool.openWorld ? ', reaches providers' : ''}`,
    '',
    rows.length > 0 ? table(['ARGUMENT', 'TYPE', 'DETAIL'], rows) : 'It takes no arguments.',
  ].join('\n');
}

/** `tools [<name>]`: what can be asked. */
export function toolsCommand({ shell }: Invocation): Command {
  return command('tools', 'List the tools, or describe one.', ['tools', 'tools check_tag_compliance', 'tools --json'])
    .argument('[name]', 'the tool to describe')
    .action((name: string | undefined, options: CommonOptions) => {
      if (name !== undefined) {
        const tool = toolNamed(shell.tools, name);
        return options.json ? dataJson(described(tool)) : data(page(tool));
      }
      if (options.json) return dataJson(shell.tools.map(described));
      data(
        table(
          ['TOOL', 'TOOLSET', 'EFFECT', 'ANSWERS'],
          shell.tools.map(({ name, toolset, effect, title }) => [name, toolset, effect, title]),
        ),
      );
    });
}
