import { nation } from '@yinian/core/regions/code.ts'
import { addDays, type Day, dayAt } from '@yinian/core/time/day.ts'
import { getActor } from '../access/index.ts'
import { standingClock } from '../clock/clock.ts'
import { countQuality } from '../data-quality/index.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import type { Work } from '../http/work.ts'
import { addCircumstance, changeElder, endCircumstance } from '../people/index.ts'

const files = 6

/** Some files of each of a few counties were changed and corrected in the past months, so that a day of a file can differ from today. */
export async function makeDemoChanges(ground: Ground, counties: readonly string[], accountId: string): Promise<void> {
  const today = dayAt(ground.clock.now())
  for (const county of counties.slice(0, 3)) {
    const as = <T>(day: Day, run: (work: Work) => Promise<T>): Promise<T> =>
      inTransaction(
        ground.database,
        { role: 'official', regions: [nation], organisationId: null, accountId },
        async (tx) => {
          const now = standingClock(`${day}T02:00:00Z`).now()
          const { vault, jobs } = ground
          return run({ tx, vault, jobs, actor: await getActor(ground.database, accountId, now) })
        },
      )
    const elders = await as(today, ({ tx }) =>
      tx
        .selectFrom('elder')
        .select(['id', 'version', 'categories'])
        .where('county', '=', county)
        .where('state', '=', 'active')
        .orderBy('id')
        .limit(files)
        .execute(),
    )
    for (const [index, { id, version, categories }] of elders.entries()) {
      const phone = `1540000${String(1000 + index)}`
      await as(addDays(today, -70), (work) => changeElder(work, id, { version, phone, from: addDays(today, -80) }))
      await as(addDays(today, -40), (work) =>
        changeElder(work, id, {
          version: version + 1,
          ethnicity: '汉族',
          phone: `1540000${2000 + index}`,
          why: 'correction',
        }),
      )
      if (categories.some((one) => one.startsWith('household:'))) continue
      const begun = { kind: 'household', value: 'empty-nest', from: addDays(today, -200), source: '入户走访' }
      const file = await as(addDays(today, -60), (work) => addCircumstance(work, id, begun))
      const period = file.circumstances.find(({ kind }) => kind === 'household')
      if (period)
        await as(addDays(today, -20), (work) =>
          endCircumstance(work, id, period.id, { to: addDays(today, -90), reason: '子女已搬回同住' }),
        )
    }
  }
}

/** What the rules find today, and found on a day of each of the months before as far as dates tell. */
export async function makeDemoQuality(ground: Ground): Promise<void> {
  const today = dayAt(ground.clock.now())
  for (const back of [120, 90, 60, 30, 0]) await countQuality(ground, { on: addDays(today, -back) })
}
