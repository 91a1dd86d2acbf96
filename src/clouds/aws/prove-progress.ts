import { CloudError } from '../../model/errors.ts';

type Fields = Readonly<Record<string, unknown>>;

// What services call it in a question, and in the answer.
const ASKED = ['NextToken', 'nextToken', 'Marker', 'marker', 'PaginationToken', 'ContinuationToken', 'position'];
const NEXT = ['NextToken', 'nextToken', 'NextMarker', 'nextMarker', 'NextContinuationToken'];

const firstText = (fields: Fields, names: readonly string[]): string | undefined =>
  names.map((name) => fields[name]).find((value): value is string => typeof value === 'string' && value !== '');

/**
 * The SDK's paginators follow whatever they are given, for ever.
 * @throws CloudError for an answer that leads to the page that it is itself.
 */
export function proveProgress(input: object, output: object, action: string): void {
  const [question, answer] = [input as Fields, output as Fields];
  // The last page of Route 53 gives the question's own back.
  if (answer.IsTruncated === false) return;
  for (const name of ASKED) {
    const token = firstText(question, [name]);
    // Some give the question's own back beside the next one.
    const next = firstText(answer, NEXT) ?? firstText(answer, [name]);
    if (token !== undefined && next === token)
      throw new CloudError({ reason: 'failed', code: 'RepeatedPage', action, retryable: false });
  }
}
