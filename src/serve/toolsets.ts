import { didYouMean } from '../model/did-you-mean.ts';
import { UserError } from '../model/errors.ts';
import { TOOLSETS, type Tool } from '../tools/tool.ts';

const CHOICES = ['all', 'core', ...TOOLSETS] as const;

export interface ToolChoice {
  readonly toolsets: readonly string[];
  readonly readOnly: boolean;
}

/** The tools that a door offers, in their fixed order. @throws UserError with the nearest name of a toolset. */
export function chosenTools(tools: readonly Tool[], { toolsets, readOnly }: ToolChoice): readonly Tool[] {
  if (toolsets.length === 0) throw new UserError(`No toolset is named. Toolsets: ${CHOICES.join(', ')}.`);
  for (const name of toolsets)
    if (!CHOICES.some((choice) => choice === name))
      throw new UserError(
        `There is no toolset "${name.slice(0, 60)}".${didYouMean(name, CHOICES)} Toolsets: ${CHOICES.join(', ')}.`,
      );
  return tools.filter(
    (tool) =>
      (toolsets.includes('all') || toolsets.includes(tool.toolset) || (tool.core && toolsets.includes('core'))) &&
      !(readOnly && tool.effect === 'writes'),
  );
}
