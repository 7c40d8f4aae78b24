import { bornBy } from '@yinian/core/people/age-bands.ts'
import { type CountyCode, nation, rangeOf } from '@yinian/core/regions/code.ts'
import type { Whom } from '@yinian/core/surveys/api.ts'
import { type Day, dayAt } from '@yinian/core/time/day.ts'
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { SurveyCampaign } from '../db/generated.ts'
import { newId } from '../db/ids.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'

const page = 5000
const everywhere = { role: 'official', accountId: null, regions: [nation], organisationId: null } as const

/**
 * Makes the list to be asked, a page of the register at a time and each page in a transaction of its own that also says
 * how far it has come: done again after a crash it goes on where it stopped, and nobody is listed twice.
 */
export async function makeList(
  { database, clock }: Pick<Ground, 'database' | 'clock'>,
  job: { readonly county: CountyCode; readonly id: string },
): Promise<void> {
  for (;;) {
    const now = clock.now()
    const more = await inTransaction(database, everywhere, async (tx) => {
      const campaign = await tx
        .selectFrom('survey_campaign')
        .selectAll()
        .where('county', '=', job.county)
        .where('id', '=', job.id)
        .where('state', '=', 'open')
        .where('listed_at', 'is', null)
        .forUpdate()
        .executeTakeFirst()
      return campaign ? await listPage(tx, campaign, now) : false
    })
    if (!more) return
  }
}

async function listPage(tx: Tx, campaign: Selectable<SurveyCampaign>, now: Date): Promise<boolean> {
  const { from, to } = rangeOf(campaign.region)
  const [county = '', after = ''] = campaign.listed_after.split('/')
  const { rows } = await sql<{ county: string; id: string; region: string; wanted: boolean }>`
    select elder.county, elder.id, elder.region, elder.state = 'active' and ${condition(campaign.whom as unknown as Whom, dayAt(now))} as wanted
    from elder where (elder.county, elder.id) > (${county || from.slice(0, 6)}, ${after || '00000000-0000-0000-0000-000000000000'}::uuid)
      and elder.county <= ${to.slice(0, 6)} and elder.region between ${from} and ${to}
    order by elder.county, elder.id limit ${page}`.execute(tx)
  const wanted = rows.filter((row) => row.wanted)
  if (wanted.length > 0)
    await sql`
      insert into survey_respondent (county, id, region, campaign_id, elder_id)
      select t.county, t.id, t.region, ${campaign.id}::uuid, t.elder_id
      from unnest(${wanted.map((row) => row.county)}::text[], ${wanted.map(() => newId(now))}::uuid[],
        ${wanted.map((row) => row.region)}::text[], ${wanted.map((row) => row.id)}::uuid[]) as t (county, id, region, elder_id)
      on conflict (county, campaign_id, elder_id) do nothing`.execute(tx)
  const last = rows.at(-1)
  const more = rows.length === page
  await tx
    .updateTable('survey_campaign')
    .set({
      listed: campaign.listed + wanted.length,
      ...(last ? { listed_after: `${last.county}/${last.id}` } : {}),
      ...(more ? {} : { listed_at: now }),
    })
    .where('county', '=', campaign.county)
    .where('id', '=', campaign.id)
    .execute()
  return more
}

function condition({ kind, age = 60, category = '' }: Whom, today: Day): RawBuilder<SqlBool> {
  switch (kind) {
    case 'age':
      return sql`elder.birth <= ${bornBy(age, today)}::date`
    case 'category':
      return sql`elder.categories @> ${[category]}::text[]`
    case 'never-asked':
      return sql`not exists (select from survey_answer a where a.county = elder.county and a.elder_id = elder.id and a.outcome = 'asked')`
    case 'households':
      return sql`true`
  }
}
