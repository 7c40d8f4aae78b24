import { getInstrument } from '@yinian/core/assessments/instruments.ts'
import type { AssessmentState } from '@yinian/core/assessments/procedure.ts'
import { assessmentEvents } from '@yinian/core/assessments/procedure.ts'
import type { OnDeath } from '../people/index.ts'
import { move, voidSignatures } from './operations/move.ts'
import { contactLabel, openRequest } from './operations/request.ts'

const cancellable: readonly AssessmentState[] = assessmentEvents.cancel.from

/**
 * An assessment in hand is cancelled with the life it was about. When the death was a mistake it is requested anew: what
 * was signed for a case that was cancelled is not signed again by itself.
 */
export const assessmentsOnDeath: OnDeath = {
  async closed(work, elder, reason) {
    const open = await work.tx
      .selectFrom('assessment')
      .selectAll()
      .where('county', '=', elder.county)
      .where('elder_id', '=', elder.id)
      .where('state', 'in', cancellable)
      .forUpdate()
      .execute()
    for (const held of open) {
      await voidSignatures(work, held)
      await move(work, held, 'cancel', { reason })
    }
    return open.map(({ id }) => id)
  },
  async undone(work, elder, closed) {
    for (const id of closed) {
      const held = await work.tx
        .selectFrom('assessment')
        .selectAll()
        .where('county', '=', elder.county)
        .where('id', '=', id)
        .executeTakeFirst()
      if (!held) continue
      await openRequest(work, {
        elder: { ...elder, state: 'active' },
        instrument: getInstrument(held.instrument_id),
        reason: held.reason as 'first',
        reasonNote: `更正死亡登记后恢复，原编号 ${held.number}`,
        contactName: held.contact_name,
        phone: await work.vault.open(held.county, contactLabel(held.id), held.phone_sealed),
      })
    }
  },
}
