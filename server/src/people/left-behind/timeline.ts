import type { TimelineEntry } from '@yinian/core/people/api.ts'
import { type CareEnding, careEndings, careManners } from '@yinian/core/people/left-behind/vocabulary.ts'
import type { Tx } from '../../db/database.ts'
import type { ElderReference } from '../elder-file.ts'

/** Plans and the contacts that hold, without what was found. */
export async function tellCare(tx: Tx, elder: ElderReference): Promise<TimelineEntry[]> {
  const plans = await tx
    .selectFrom('care_plan')
    .select(['valid_from', 'person_name', 'interval_days', 'ends', 'ended_as'])
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .execute()
  const contacts = await tx
    .selectFrom('care_contact as c')
    .select(['on_day', 'manner', 'made_by'])
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('void', '=', false)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('care_contact as n')
            .select('n.id')
            .whereRef('n.county', '=', 'c.county')
            .whereRef('n.corrects', '=', 'c.id'),
        ),
      ),
    )
    .execute()
  const entry = (at: string, zh: string, en: string, detail: { zh: string; en: string }): TimelineEntry => ({
    at,
    module: 'visits',
    title: { zh, en },
    detail,
    link: null,
  })
  return [
    ...plans.map((plan) => {
      const who = {
        zh: `${plan.person_name}，每 ${plan.interval_days} 天`,
        en: `${plan.person_name}, every ${plan.interval_days} days`,
      }
      if (plan.ended_as === null) return entry(plan.valid_from, '制定关爱计划', 'Care plan set', who)
      if (plan.ends === null)
        return entry(
          plan.valid_from,
          '原居住县的关爱计划终止，须重新安排',
          'Former county’s care plan ended; a new one is due',
          who,
        )
      const why = careEndings[plan.ended_as as CareEnding]
      return entry(plan.valid_from, `关爱计划终止：${why.zh}`, `Care plan ended: ${why.en.toLowerCase()}`, who)
    }),
    ...contacts.map((contact) => {
      const how = careManners[contact.manner as keyof typeof careManners]
      return entry(contact.on_day, `关爱联系：${how.zh}`, `Contact: ${how.en.toLowerCase()}`, {
        zh: contact.made_by,
        en: contact.made_by,
      })
    }),
  ]
}
