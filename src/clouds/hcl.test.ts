import { expect, test } from 'vitest';
import { parse } from '../../test/support/hcl.ts';
import { expression, hclBlock, hclFile, hclVariable, jsonEncoded } from './hcl.ts';

test('blocks, objects and lists are written as terraform fmt has them', () =>
  expect(
    hclFile(
      ['Two lines', 'of words'],
      [
        hclBlock('resource', ['a', 'b'], {
          name: 'x',
          enabled: true,
          policy: jsonEncoded({ 'sts:ExternalId': expression('var.id'), Ids: ['1'] }),
          inner: { nested: { none: [] } },
          last: 3,
        }),
      ],
    ),
  ).toBe(
    [
      '# Two lines',
      '# of words',
      '',
      'resource "a" "b" {',
      '  name    = "x"',
      '  enabled = true',
      '  policy = jsonencode({',
      '    "sts:ExternalId" = var.id',
      '    Ids = [',
      '      "1",',
      '    ]',
      '  })',
      '  inner {',
      '    none = []',
      '  }',
      '  last = 3',
      '}',
      '',
    ].join('\n'),
  ));

const odd = ['quote " and \\', 'a\nb', `\${path.module}`, '%{ if true }x%{ endif }', 'ü 雲'];

test.each(odd)('%j means itself', async (text) => {
  const { variable } = (await parse('x.tf', hclVariable('v', text, undefined))) as {
    variable: { v: { description: string }[] };
  };
  // The parser gives expressions as they are written, so that what would be evaluated still has its escape.
  const escaped = text.replaceAll(/([$%])\{/g, '$1$1{');
  expect(variable.v[0]?.description).toBe(escaped);
});

test('a variable has a default where it is known', () => {
  expect(hclVariable('v', 'words', undefined)).not.toContain('default');
  expect(hclVariable('v', 'words', false)).toMatch(/type +=\s*bool\n +default +=\s*false/);
});
