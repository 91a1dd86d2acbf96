import { printable } from '../printable.ts';
import type { ProbedAccount, ProbedGroup } from '../product.ts';
import { MARKS } from './marks.ts';

/** Whether nothing of what was asked is missing. */
export const isWhole = ({ status, groups }: ProbedAccount): boolean =>
  status === 'inactive' ||
  (status === 'connected' && groups.every((group) => group.status === 'seen' || group.status === 'not_asked'));

const GROUP_MARKS = { seen: MARKS.ok, partial: MARKS.warning, missing: MARKS.failed, not_asked: '-' } as const;

function groupLines({ group, status, detail, missing_permissions: missing }: ProbedGroup): string[] {
  return [
    `    ${GROUP_MARKS[status]} ${group}: ${printable(detail)}`,
    ...(missing.length > 0 ? [`      missing: ${missing.map(printable).join(', ')}`] : []),
  ];
}

/** An account and what it shows, for people. */
export const accountLines = (account: ProbedAccount): string[] => {
  const { cloud, account: id, status, detail, groups } = account;
  const mark = isWhole(account) ? MARKS.ok : status === 'connected' ? MARKS.warning : MARKS.failed;
  return [
    `  ${mark} ${cloud} ${printable(id)}${detail === '' || detail === id ? '' : `: ${printable(detail)}`}`,
    ...groups.flatMap(groupLines),
  ];
};
