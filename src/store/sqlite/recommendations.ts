import type { CloudName } from '../../model/cloud.ts';
import type { Recommendation } from '../../model/recommendation.ts';
import type { RecommendationList, RecommendationState } from '../state.ts';
import type { Database } from './database.ts';
import { checkFence } from './leases.ts';

const LIST = 'organisation = ? AND cloud = ? AND source = ? AND list = ?';
const keyOf = ({ organisation, cloud, source, id }: RecommendationList) => [organisation, cloud, source, id] as const;

const nameOf = ({ source, id }: Pick<RecommendationList, 'source' | 'id'>): string => JSON.stringify([source, id]);

export function recommendationState(database: Database): RecommendationState {
  function insert(list: RecommendationList, part: string, rows: readonly Recommendation[]): void {
    rows.forEach((row, position) => {
      const at = [part, position] as const;
      database.run(
        `INSERT INTO recommendations (organisation, cloud, source, list, part, position, recommendation)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        ...keyOf(list),
        ...at,
        JSON.stringify(row),
      );
      for (const resource of new Set(row.resourceIds))
        database.run(
          `INSERT INTO recommended_resources (organisation, cloud, source, list, part, position, resource)
           VALUES (?, ?, ?, ?, ?, ?, ?)`,
          ...keyOf(list),
          ...at,
          resource,
        );
    });
  }

  return {
    async parts(list) {
      const rows = database.all<{ part: string; read_at: string }>(
        `SELECT part, read_at FROM recommendation_parts WHERE ${LIST}`,
        ...keyOf(list),
      );
      return new Map(rows.map(({ part, read_at: readAt }) => [part, readAt]));
    },
    async publish(list, { part, readAt, recommendations }, lease) {
      database.transaction(() => {
        checkFence(database, lease);
        database.run(`DELETE FROM recommendation_parts WHERE ${LIST} AND part = ?`, ...keyOf(list), part);
        database.run(
          'INSERT INTO recommendation_parts (organisation, cloud, source, list, part, read_at) VALUES (?, ?, ?, ?, ?, ?)',
          ...keyOf(list),
          part,
          readAt,
        );
        insert(list, part, recommendations);
      });
    },
    async keepParts(list, parts, lease) {
      database.transaction(() => {
        checkFence(database, lease);
        database.run(
          `DELETE FROM recommendation_parts WHERE ${LIST} AND part NOT IN (SELECT value FROM json_each(?))`,
          ...keyOf(list),
          JSON.stringify(parts),
        );
      });
    },
    async keepLists(organisation, cloud, lists, lease) {
      database.transaction(() => {
        checkFence(database, lease);
        database.run(
          `DELETE FROM recommendation_parts
           WHERE organisation = ? AND cloud = ? AND json_array(source, list) NOT IN (SELECT value FROM json_each(?))`,
          organisation,
          cloud,
          JSON.stringify(lists.map(nameOf)),
        );
      });
    },
    async about(organisation, cloud, resource) {
      return database
        .all<{ recommendation: string; read_at: string }>(
          `SELECT recommendation, read_at
           FROM recommended_resources
           JOIN recommendations USING (organisation, cloud, source, list, part, position)
           JOIN recommendation_parts USING (organisation, cloud, source, list, part)
           WHERE organisation = ? AND cloud = ? AND resource = ?
           ORDER BY source, list, part, position`,
          organisation,
          cloud,
          resource,
        )
        .map(({ recommendation, read_at: readAt }) => ({
          recommendation: JSON.parse(recommendation) as Recommendation,
          readAt,
        }));
    },
    async readAt(organisation: string, cloud: CloudName) {
      const row = database.get<{ oldest: string | null; newest: string | null }>(
        'SELECT min(read_at) AS oldest, max(read_at) AS newest FROM recommendation_parts WHERE organisation = ? AND cloud = ?',
        organisation,
        cloud,
      );
      return row?.oldest && row.newest ? { oldest: row.oldest, newest: row.newest } : undefined;
    },
    async takeRead(organisation, counter, day, most) {
      return (
        database.run(
          `INSERT INTO daily_reads (organisation, counter, day, taken) SELECT ?, ?, ?, 1 WHERE ? > 0
           ON CONFLICT DO UPDATE SET taken = taken + 1 WHERE taken < ?`,
          organisation,
          counter,
          day,
          most,
          most,
        ) > 0
      );
    },
  };
}
