/** What a guide tells to do, in its order: a line of a shell, or a configuration to write. */
export type GuideStep =
  | { readonly kind: 'command'; readonly line: string }
  | { readonly kind: 'configuration'; readonly text: string };

/** The blocks of a guide that are commands or configurations, without comments. */
export const stepsOf = (guide: string): readonly GuideStep[] =>
  [...guide.matchAll(/^```(sh|yaml)\n([\s\S]*?)^```/gm)].flatMap(([, language, text = '']): GuideStep[] =>
    language === 'yaml' ? [{ kind: 'configuration', text }] : linesOf(text).map((line) => ({ kind: 'command', line })),
  );

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/\s+# .*$/, '').trim())
    .filter((line) => line !== '');
