/** A word of a shell's command line that means itself. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A variable of the script: known, or demanded from whoever runs it. */
export const shellVariable = (name: string, value: string | undefined, words: string): string =>
  value === undefined ? `: "\${${name}:?${words}}"` : `${name}=${shellWord(value)}`;

/** Ends the script where a variable has other characters than these, which go between the brackets of a shell's pattern. */
export const shellCheck = (name: string, characters: string, words: string): string =>
  `case $${name} in *[!${characters}]*) echo ${shellWord(`${name} has to be ${words}.`)} >&2; exit 1 ;; esac`;

/** A file that the script needs, made by it; its text is taken as it stands. */
export const hereFile = (file: string, text: string): string =>
  `cat >"$folder/${file}" <<'END_OF_FILE'\n${text.trimEnd()}\nEND_OF_FILE`;

/** A script that ends at its first failure and leaves no file behind. */
export const shellScript = (words: readonly string[], parts: readonly string[]): string =>
  [
    '#!/bin/sh',
    ...words.map((line) => `# ${line}`),
    'set -eu',
    '',
    'folder=$(mktemp -d)',
    `trap 'rm -rf "$folder"' EXIT`,
    '',
    ...parts,
    '',
  ].join('\n');
