import { Problem } from '@yinian/core/http/problem.ts'
import type { ImportFault } from '@yinian/core/people/import-row.ts'
import { levelOf } from '@yinian/core/regions/code.ts'
import type { RegionsOfRow } from './regions-of-row.ts'

/** A row that cannot be brought into the register, with every reason. */
export class RowRefused extends Error {
  readonly faults: readonly ImportFault[]

  constructor(faults: readonly ImportFault[]) {
    super(faults.map(({ message }) => message.en).join('; '))
    this.name = 'RowRefused'
    this.faults = faults
  }
}

/** Everybody lives in a village or community; a town alone leaves open in which. */
export function requireVillage({ region, stated }: RegionsOfRow): void {
  if (levelOf(region) === 'village') return
  const message = stated
    ? {
        zh: '只写到乡镇（街道）或以上，请写明村（社区）',
        en: 'Only the town or above is given; write the village or community',
      }
    : {
        zh: '没有写村（社区），上传时选的区域也不是村（社区）',
        en: 'No village is given, and the division chosen for the file is not one',
      }
  throw new RowRefused([{ field: 'village', message }])
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
  const { at, faults, message, code, confirmable } = error.toReply()
  return (faults ?? [{ at: at ?? '', message }]).map((fault) => ({
    field: fieldAt[fault.at] ?? fault.at.split('/')[1] ?? '',
    message: fault.message,
    ...(confirmable ? { doubt: code } : {}),
  }))
}
