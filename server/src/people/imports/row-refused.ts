import { Problem } from '@yinian/core/http/problem.ts'
import type { ImportFault } from '@yinian/core/people/import-row.ts'

/** A row that cannot be brought into the register, with every reason. */
export class RowRefused extends Error {
  readonly faults: readonly ImportFault[]

  constructor(faults: readonly ImportFault[]) {
    super(faults.map(({ message }) => message.en).join('; '))
    this.name = 'RowRefused'
    this.faults = faults
  }
}

/** Where the fields of an operation stand in a file. */
const fieldAt: Readonly<Record<string, string>> = {
  '/region': 'village',
  '/registeredRegion': 'registration',
  '/formerNumbers': 'formerNumber',
}

/** The reasons behind an expected refusal; absent for anything else, which is a surprise. */
export function faultsOf(error: unknown): readonly ImportFault[] | undefined {
  if (error instanceof RowRefused) return error.faults
  if (!(error instanceof Problem)) return undefined
  const { at, faults, message } = error.toReply()
  return (faults ?? [{ at: at ?? '', message }]).map((fault) => ({
    field: fieldAt[fault.at] ?? fault.at.split('/')[1] ?? '',
    message: fault.message,
  }))
}
