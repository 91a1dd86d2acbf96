import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { configuration } from '../.dependency-cruiser.ts';

export interface ArrowReport {
  /** Our own modules that were read. */
  readonly modules: number;
  readonly violations: readonly string[];
}

/** Reads every import below a folder and says which go against the arrows. */
export async function checkArrows(baseDir: string): Promise<ArrowReport> {
  const { forbidden, options } = configuration;
  const { output } = await cruise(['src', 'simulator'], {
    ...options,
    baseDir,
    validate: true,
    ruleSet: { forbidden },
  } as Parameters<typeof cruise>[1]);
  const { modules, summary } = output as ICruiseResult;
  const violations = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  return {
    modules: modules.filter(({ source }) => /^(?:src|simulator)\//.test(source)).length,
    violations: [...new Set(violations)],
  };
}
