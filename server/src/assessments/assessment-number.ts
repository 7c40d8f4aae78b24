import { createHash } from 'node:crypto'
import type { Day } from '@yinian/core/time/day.ts'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * The number printed on the report (A.1.1): county, day and eight characters made from the id, without the letters one
 * misreads. No counter, so that counties on different nodes never wait for each other.
 */
export function assessmentNumber(county: string, id: string, requestedOn: Day, prefix = 'PG'): string {
  const hash = createHash('sha256').update(id).digest()
  const tail = Array.from({ length: 8 }, (_, index) => letters.charAt((hash[index] ?? 0) % letters.length))
  return `${prefix}-${county}-${requestedOn.replaceAll('-', '')}-${tail.join('')}`
}
