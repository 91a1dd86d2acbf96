import { createRequire } from 'node:module';

interface HclParser {
  /** What a file of Terraform says. @throws Error where it is none. */
  parse(file: string, text: string): Promise<Record<string, unknown>>;
}

// Not imported: its types bring those of a browser along, for the whole project.
export const { parse } = createRequire(import.meta.url)('@cdktf/hcl2json') as HclParser;
