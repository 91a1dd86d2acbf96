import type { Command } from 'commander';
import { printable } from '../../printable.ts';
import { command, group, type Invocation, withProduct } from '../command.ts';
import { type CommonOptions, data, dataJson } from '../output.ts';

/** `policy validate [file]`: whether a tagging policy can be judged by. */
export function policyCommand(invocation: Invocation): Command {
  const validate = command('validate', 'Check a tagging policy; without a file, the one in force.', [
    'policy validate',
    'policy validate policy.yaml',
  ])
    .argument('[file]', 'JSON or YAML')
    .action((file: string | undefined, options: CommonOptions) =>
      withProduct(invocation, options, async (product) => {
        const { policy, source, version, warnings } = await product.validatePolicy(file);
        const [required, optional] = [policy.requiredTags.length, policy.optionalTags.length];
        if (options.json)
          dataJson({
            ...{ valid: true, source, version, required_tag_count: required, optional_tag_count: optional, warnings },
          });
        else
          data(
            [
              `Valid: ${source} (version ${version}), ${required} required and ${optional} optional tags.`,
              ...warnings.map((warning) => `Warning: ${printable(warning)}`),
            ].join('\n'),
          );
      }),
    );
  return group('policy', 'The tagging policy.', ['policy validate']).addCommand(validate);
}
