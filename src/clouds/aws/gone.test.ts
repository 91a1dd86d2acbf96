import { expect, test } from 'vitest';
import { CloudError, type CloudErrorFacts } from '../../model/errors.ts';
import { gone } from './gone.ts';

const failure = (reason: CloudErrorFacts['reason']) =>
  new CloudError({ reason, code: 'ResourceNotFoundException', action: 'eks:ListNodegroups', retryable: false });

test('what is not there any more is nothing', () => expect(gone(failure('not_found'))).toBeUndefined());

test.each([failure('denied'), new TypeError('a bug')])('%s goes on', (error) =>
  expect(() => gone(error)).toThrow(error),
);
