// Kills collections of three clouds at many points, and collects again: `main.ts [how many]`.
import { killPoints } from './kill-points.ts';
import { threeClouds } from './three-clouds.ts';

const kills = Number(process.argv[2] ?? '100');
const company = await threeClouds(300);
let [before, after, wrong, spared] = [0, 0, 0, 0];
try {
  for await (const point of killPoints(company, kills)) {
    const twice = point.ids.length - new Set(point.ids).size;
    const isSame = point.status === 'success' && point.sameContent && twice === 0;
    const isRight = point.killed && isSame && point.runs === (point.finished ? 2 : 1);
    if (point.published) after += 1;
    else before += 1;
    if (!point.finished && point.callsAfter < point.of) spared += 1;
    if (isRight) continue;
    wrong += 1;
    const { ids, ...rest } = point;
    console.error(JSON.stringify({ ...rest, rows: ids.length, twice }));
  }
} finally {
  await company.close();
}
console.log(
  `${kills} kill points, ${before} before a cloud was published and ${after} after, ${spared} went on with fewer calls than a whole one, ${wrong} wrong`,
);
process.exitCode = wrong === 0 && before > 0 && after > 0 ? 0 : 1;
