import type { TimelineEntry } from '@yinian/core/people/api.ts'
import {
  type GuardianshipEvent,
  guardianshipEvents,
  guardianshipStates,
} from '@yinian/core/people/guardianship/procedure.ts'
import type { Tx } from '../../db/database.ts'
import type { ElderReference } from '../elder-file.ts'

const otherSteps = {
  open: { zh: '开始监护安排', en: 'Guardianship arrangement opened' },
  carry: { zh: '接续外县的监护安排', en: 'Guardianship taken on from another county' },
  restore: { zh: '恢复监护安排', en: 'Guardianship arrangement restored' },
} as const

/** Each step of every arrangement, without its notes. */
export async function tellGuardianship(tx: Tx, elder: ElderReference): Promise<TimelineEntry[]> {
  const rows = await tx
    .selectFrom('guardianship_step')
    .select(['event', 'on_day', 'to_state'])
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .orderBy('id')
    .execute()
  return rows.map(({ event, on_day, to_state }) => {
    const known = guardianshipEvents[event as GuardianshipEvent]
    const step = known?.name ?? otherSteps[event as keyof typeof otherSteps]
    const state = guardianshipStates[to_state as keyof typeof guardianshipStates]
    return {
      at: on_day,
      module: 'people',
      title: { zh: `监护安排：${step.zh}`, en: `Guardianship: ${step.en}` },
      detail: { ...state },
      link: null,
    }
  })
}
