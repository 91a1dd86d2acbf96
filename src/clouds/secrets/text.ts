import { UserError } from '../../model/errors.ts';
import { MOST_SECRET_BYTES } from './limits.ts';

/** What a service answered, as a secret. @throws UserError that names the reference, and nothing of what it leads to. */
export function secretText(value: unknown, reference: string): string {
  if (typeof value !== 'string' || value === '') throw new UserError(`${reference} leads to no text.`);
  if (Buffer.byteLength(value) > MOST_SECRET_BYTES)
    throw new UserError(`${reference} leads to no secret: it has more than ${MOST_SECRET_BYTES} bytes.`);
  return value;
}
