import { expect, test } from 'vitest';
import { formOf } from './form.ts';

const form = (text: string) => formOf(new URLSearchParams(text));

test('lists are read in order, with or without `member`', () => {
  expect(form('Id.2=b&Id.1=a&Id.10=c').list('Id')).toEqual(['a', 'b', 'c']);
  expect(form('Names.member.1=a&Names.member.2=b').list('Names')).toEqual(['a', 'b']);
  expect(form('Other.1=a').list('Id')).toEqual([]);
});

test('structures in a list are forms of their own', () => {
  const [first, second] = form('Filter.1.Name=a&Filter.1.Value.1=x&Filter.1.Value.2=y&Filter.2.Name=b').structures(
    'Filter',
  );
  expect([first?.required('Name'), first?.list('Value')]).toEqual(['a', ['x', 'y']]);
  expect([second?.required('Name'), second?.list('Value')]).toEqual(['b', []]);
});

test('single values', () => {
  const { param, number, flag } = form('A=1&B=true&C=');
  expect([param('A'), param('C'), param('D')]).toEqual(['1', '', undefined]);
  expect([number('A'), number('D')]).toEqual([1, undefined]);
  expect([flag('B'), flag('D')]).toEqual([true, false]);
});

test('what is required and absent is refused', () => {
  expect(() => form('A=1').required('B')).toThrow(expect.objectContaining({ code: 'MissingParameter' }));
});
