import { counted } from '../model/counted.ts';
import type { Diagnosis, ShownConnection } from '../serve/product.ts';

/** Which accounts are read, by the file and by commands; where neither names one, which are read all the same. */
export function connectionDiagnosis(configured: number, added: readonly ShownConnection[]): Diagnosis {
  const names = added.map(({ cloud, name }) => `${cloud} "${name}"`).join(', ');
  const parts = [
    ...(configured > 0 ? [`${counted(configured, 'entry', 'entries')} of the configuration`] : []),
    ...(added.length > 0 ? [`${counted(added.length, 'added connection')}: ${names}`] : []),
  ];
  const none =
    'none configured and none added: AWS credentials in the environment are the account, and other clouds are asked by --cloud';
  return { check: 'accounts', status: 'ok', detail: parts.length > 0 ? parts.join('; ') : none };
}
