import type { ToolContext } from './tool.ts';

const HOUR_MS = 3_600_000;

/** What was read before this instant is old. */
export const staleBefore = ({ now, settings }: Pick<ToolContext, 'now' | 'settings'>): string =>
  new Date(now().getTime() - settings.staleAfterHours * HOUR_MS).toISOString();
