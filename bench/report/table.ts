import { type Measurement, meetsTarget, ratioOf, type Unit } from './measurement.ts';
import { median, rounded } from './statistics.ts';

const COLUMNS = ['what', 'median', 'cold', 'target', 'met', 'processor', 'beside', 'ratio', 'runs'];

export function quantity(value: number, unit: Unit): string {
  const number = rounded(value).toLocaleString('en-US', { maximumFractionDigits: 3 });
  return unit === 'times' ? `${number} ×` : `${number} ${unit}`;
}

function cells(measurement: Measurement): string[] {
  const { name, unit, samples, cold, target, limit, note, processorMs } = measurement;
  const met = meetsTarget(measurement);
  const ratio = ratioOf(measurement);
  return [
    note === undefined ? name : `${name} (${note})`,
    quantity(median(samples), unit),
    cold === undefined ? '' : quantity(median(cold), unit),
    target === undefined ? '' : `≤ ${quantity(target, unit)}`,
    met === undefined ? '' : met ? 'yes' : '**no**',
    processorMs === undefined ? '' : quantity(processorMs, 'ms'),
    limit === undefined ? '' : `${limit.what}: ${quantity(median(limit.samples), unit)}`,
    ratio === undefined ? '' : quantity(ratio, 'times'),
    String(samples.length),
  ];
}

const row = (texts: readonly string[]): string => `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;

/** The measurements as a Markdown table. */
export const markdownTable = (measurements: readonly Measurement[]): string =>
  [row(COLUMNS), row(COLUMNS.map(() => '---')), ...measurements.map((one) => row(cells(one)))].join('\n');
