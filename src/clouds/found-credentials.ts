import type { AccountSettings } from './cloud.ts';

/** Where credentials may lie on a machine. Files are read as text, and undefined where there is none. */
export interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  text(path: string): Promise<string | undefined>;
}

/** Credentials that were found, told of without anything of them. */
export interface FoundCredentials {
  /** What they are and where they were found, for people: `profile prod (SSO) in ~/.aws/config`. */
  readonly words: string;
  /** The entry of the configuration that uses them. */
  readonly settings: AccountSettings;
  /** When they end and nobody renews them, where that is told; ISO 8601. */
  readonly expiresAt?: string;
}

/** What the firmware of a virtual machine says of who runs it; undefined elsewhere, and on other systems than Linux. */
export async function firmware(
  machine: Machine,
  file: 'sys_vendor' | 'product_name' | 'chassis_asset_tag',
): Promise<string> {
  return (await machine.text(`/sys/class/dmi/id/${file}`))?.trim() ?? '';
}

/** The instant that a text tells of; undefined where it is none. */
export function instantIn(text: string | undefined): string | undefined {
  const instant = new Date(text ?? '');
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}
