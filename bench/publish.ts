import type { Benchmark } from './benchmark.ts';
import type { Measurement } from './report/measurement.ts';

/** What a collection does with its rows: stages each unit, then publishes them as one snapshot. */
export const publish: Benchmark = {
  name: 'publish',
  async run(bench) {
    const measurements: Measurement[] = [];
    for (const resources of bench.sizes) {
      const { written, publishAnother } = await bench.estate(resources);
      bench.say(`publishing ${resources} with one changed unit`);
      const again = await publishAnother();
      const size = resources.toLocaleString('en-US');
      const perSecond = (ms: number): number[] => [(written.rows / ms) * 1000];
      measurements.push(
        {
          ...{ name: `${size}: staging`, unit: 'rows/s', samples: perSecond(written.stageMs) },
          note: `${written.units.toLocaleString('en-US')} units`,
        },
        {
          ...{ name: `${size}: publishing`, unit: 'rows/s', samples: perSecond(written.publishMs) },
          note: `files of ${Math.round(written.fileMb)} MB`,
        },
        { name: `${size}: publishing all`, unit: 's', samples: [written.publishMs / 1000] },
        { name: `${size}: publishing with one changed unit`, unit: 's', samples: [again.publishMs / 1000] },
        { name: `${size}: peak memory of the writer`, unit: 'MB', samples: [written.peakMb] },
      );
    }
    return measurements;
  },
};
