import * as z from 'zod';
import { UserError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import { configSchema } from './schema.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** One key of the configuration as an environment variable. */
export interface SettingVariable {
  readonly variable: string;
  readonly path: readonly string[];
  readonly schema: z.ZodType;
}

const inside = (schema: z.core.$ZodType): z.core.$ZodType => {
  let current = schema;
  while (current instanceof z.ZodDefault || current instanceof z.ZodPrefault || current instanceof z.ZodNullable)
    current = current.unwrap();
  return current;
};

function variablesOf(schema: z.core.$ZodType, path: readonly string[]): SettingVariable[] {
  const object = inside(schema);
  if (object instanceof z.ZodObject)
    return Object.entries(object.shape).flatMap(([key, value]) => variablesOf(value as z.ZodType, [...path, key]));
  return [{ variable: `CLOUDOPTIMA_${path.join('_').toUpperCase()}`, path, schema: object as z.ZodType }];
}

/** Every key of the configuration with its environment variable. */
export const settingVariables = (): readonly SettingVariable[] => variablesOf(configSchema, []);

// Not part of the configuration, yet ours.
const OTHERS = ['CLOUDOPTIMA_HOME', 'CLOUDOPTIMA_CONFIG', 'CLOUDOPTIMA_LOG', 'CLOUDOPTIMA_MASTER_KEY'];

function read({ variable, path, schema }: SettingVariable, text: string): unknown {
  if (schema instanceof z.ZodString || schema instanceof z.ZodEnum) return text;
  if (schema instanceof z.ZodBoolean) {
    const word = text.trim().toLowerCase();
    if (word === 'true' || word === '1') return true;
    if (word === 'false' || word === '0') return false;
    throw new UserError(`${variable}: expected true or false, found "${text.slice(0, 40)}".`);
  }
  if (schema instanceof z.ZodNumber) {
    const number = Number(text);
    if (text.trim() === '' || Number.isNaN(number))
      throw new UserError(`${variable}: expected a number, found "${text.slice(0, 40)}".`);
    return number;
  }
  if (/^\s*[[{]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      // Its text may hold what should not be shown.
      throw new UserError(
        `${variable}: not readable as JSON. Mend it, or set ${path.join('.')} in the configuration and leave the variable out.`,
      );
    }
  }
  if (schema instanceof z.ZodArray)
    return text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  if (schema instanceof z.ZodUnion && text !== 'all') return text.split(',').map((part) => part.trim());
  return text;
}

function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = typeof target[key] === 'object' && target[key] !== null ? { ...target[key] } : {};
  target[key] = inner;
  put(inner as Record<string, unknown>, rest, value);
}

/** The settings of the file with those of the environment over them, and which variables those were. */
export function withEnvironment(
  settings: Readonly<Record<string, unknown>>,
  environment: Environment,
): { readonly settings: Record<string, unknown>; readonly used: ReadonlyMap<string, string> } {
  const merged: Record<string, unknown> = { ...settings };
  const used = new Map<string, string>();
  for (const setting of settingVariables()) {
    const text = environment[setting.variable];
    if (text === undefined || text === '') continue;
    put(merged, setting.path, read(setting, text));
    used.set(setting.path.join('.'), setting.variable);
  }
  return { settings: merged, used };
}

/**
 * Variables that look like ours and set nothing. They are told and not refused, because container platforms add some of
 * their own for a service of our name.
 */
export function unknownVariables(environment: Environment): string[] {
  const known = [...OTHERS, ...settingVariables().map(({ variable }) => variable)];
  return Object.keys(environment)
    .filter((name) => name.startsWith('CLOUDOPTIMA_') && !known.includes(name))
    .map((name) => {
      const near = nearest(name, known);
      return near === undefined ? name : `${name} (did you mean ${near}?)`;
    });
}
