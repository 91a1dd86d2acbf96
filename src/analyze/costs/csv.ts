const NUMBER = /^-?\d+(\.\d+)?$/;
// What makes a spreadsheet take a cell for a formula (https://owasp.org/www-community/attacks/CSV_Injection).
const FORMULA = /^[\s]*[=+\-@\t\r]/;

/** One cell by RFC 4180 that no spreadsheet takes for a formula; a number stays a number. */
export function csvCell(value: string): string {
  const safe = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
