/** The last part of a name or link: `n2-standard-4`. */
export const lastPart = (text: string | undefined): string | undefined =>
  text?.slice(text.lastIndexOf('/') + 1) || undefined;

// `https://www.googleapis.com/compute/v1/projects/…`, `https://compute.googleapis.com/compute/v1/projects/…`
const LINK = /^https:\/\/[\w.]+\/compute\/(?:v1|beta|alpha)\/(projects\/.+)$/;

/** What Compute Engine links to, by the full name under which the inventory has it. */
export function fullName(link: string | undefined): string | undefined {
  if (!link) return undefined;
  const path = LINK.exec(link)?.[1];
  return path === undefined ? link : `//compute.googleapis.com/${path}`;
}

export const fullNames = (links: readonly string[] | undefined): string[] =>
  (links ?? []).flatMap((link) => fullName(link) ?? []);

/** Numbers of 64 bits come as text. */
export function numberOf(value: string | number | undefined): number | undefined {
  const number = Number(value ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
}
