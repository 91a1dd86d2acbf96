/** A query that Resource Graph refuses, or that this part of it doesn't understand. */
export class QueryRefusal extends Error {
  readonly details: readonly object[];
  constructor(details: readonly object[]) {
    super('the query is refused');
    this.details = details;
  }
}

const invalidQuery = {
  code: 'InvalidQuery',
  message:
    'Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying.',
};

/** At a token that can't be there. Counted as Azure does: lines from 1, characters from 0. */
export const parserFailure = (text: string, position: number, token: string): QueryRefusal => {
  const before = text.slice(0, position);
  const lineStart = before.lastIndexOf('\n') + 1;
  const place = { line: before.split('\n').length, characterPositionInLine: position - lineStart };
  return new QueryRefusal([invalidQuery, { code: 'ParserFailure', message: 'ParserFailure', ...place, token }]);
};

/** A name or function that is nothing here. */
export const semanticFailure = (code: string, name: string): QueryRefusal =>
  new QueryRefusal([invalidQuery, { code, message: `${code}: '${name}'` }]);
