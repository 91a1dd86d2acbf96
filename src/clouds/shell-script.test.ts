import { expect, test } from 'vitest';
import { runScript } from '../../test/support/scripts.ts';
import { hereFile, shellCheck, shellScript, shellVariable, shellWord } from './shell-script.ts';

const odd = ["it's", '$HOME', '`id`', '"; az x; "', 'a\nb', '\\'];

test.each(odd)('%j means itself', (text) => {
  const script = shellScript([], [shellVariable('X', text, ''), 'az "$X"', `az ${shellWord(text)}`]);
  expect(runScript(script)).toMatchObject({ code: 0, called: [{ words: ['az', text] }, { words: ['az', text] }] });
});

test('what nobody said is demanded before anything is done', () => {
  const script = shellScript([], [shellVariable('WHO', undefined, 'who it is'), 'az "$WHO"']);
  expect(runScript(script)).toMatchObject({ code: 2, stderr: expect.stringContaining('who it is'), called: [] });
  expect(runScript(script, { WHO: 'ada' })).toMatchObject({ code: 0, called: [{ words: ['az', 'ada'] }] });
});

test('a file is as it was given, and gone at the end', () => {
  const script = shellScript([], [hereFile('x.json', '{"a": "$HOME"}'), 'az "@$folder/x.json"', 'az "$folder"']);
  const { called } = runScript(script);
  expect(called[0]?.files).toEqual(['{"a": "$HOME"}\n']);
  expect(runScript(`test ! -e '${called[1]?.words[1]}'`).code).toBe(0);
});

test('the first failure is the end', () =>
  expect(runScript(shellScript([], ['az 1', 'false', 'az 2'])).called).toHaveLength(1));

test.each(['a"b', 'a b', 'a$b', 'a\nb'])('%j ends a script that takes letters alone', (text) => {
  const script = shellScript(
    [],
    [shellVariable('WHO', undefined, ''), shellCheck('WHO', 'a-z', 'a name'), 'az "$WHO"'],
  );
  expect(runScript(script, { WHO: text })).toMatchObject({ code: 1, stderr: 'WHO has to be a name.\n', called: [] });
  expect(runScript(script, { WHO: 'ada' }).code).toBe(0);
});
