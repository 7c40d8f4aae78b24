import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { NewElder } from '@yinian/core/people/api.ts'
import { possiblySame } from '@yinian/core/people/one-person-problems.ts'
import { alreadyRegistered } from '@yinian/core/people/problems.ts'
import type { recordFound } from '@yinian/core/surveys/door-api.ts'
import { notOpen } from '@yinian/core/surveys/problems.ts'
import { audit } from '../access/index.ts'
import type { Work } from '../http/work.ts'
import { registerOne } from '../people/index.ts'
import type { Place } from './campaign-queries.ts'
import { triedAlone } from './each-alone.ts'
import { getListRow } from './lists.ts'
import { propose } from './propose.ts'
import { getRespondentRow, toRespondents } from './respondents.ts'

/**
 * Takes somebody the register does not know onto the list. The file is made at once; where another file may be theirs,
 * nothing is made and somebody compares first. The id is the device’s: sent twice they are listed once.
 * @throws notFound, notOpen, documentNumberInvalid, phoneInvalid
 */
export async function recordFoundOn(
  work: Work,
  place: Place,
  { id, person }: BodyOf<typeof recordFound>,
): Promise<ReplyOf<typeof recordFound>> {
  const { tx } = work
  const list = await getListRow(tx, place)
  const known = await tx
    .selectFrom('survey_respondent')
    .select('campaign_id')
    .where('county', '=', list.county)
    .where('id', '=', id)
    .executeTakeFirst()
  if (known && known.campaign_id !== list.campaign_id) throw notFound()
  const refused = known ? undefined : await listFound(work, list, id, person)
  const row = await getRespondentRow(tx, { county: list.county, id })
  const [respondent] = await toRespondents(work, [row])
  if (!respondent) throw notFound()
  return { respondent, waitsBecause: refused ? { ...refused.toReply().message } : null }
}

type Person = BodyOf<typeof recordFound>['person']

/** What is registered of somebody found at the door of a village. */
export const newElderOf = (person: Person, region: string): NewElder => ({
  name: person.name.trim(),
  documentType: 'resident-identity',
  documentNumber: person.documentNumber.trim(),
  region,
  ...(person.phone?.trim() ? { phone: person.phone.trim() } : {}),
})

async function listFound(work: Work, list: Awaited<ReturnType<typeof getListRow>>, id: string, person: Person) {
  const { tx } = work
  if (!list.open) throw notOpen()
  let elderId: string | null = null
  const refused = await triedAlone(tx, async () => {
    elderId = await registerOne(work, newElderOf(person, list.region))
  })
  if (refused && refused.kind.code !== possiblySame.code && refused.kind.code !== alreadyRegistered.code) throw refused
  await tx
    .insertInto('survey_respondent')
    .values({
      county: list.county,
      id,
      region: list.region,
      campaign_id: list.campaign_id,
      elder_id: elderId,
      newly_found: true,
    })
    .execute()
  if (refused)
    await propose(work, await getRespondentRow(tx, { county: list.county, id }), { kind: 'register', words: person })
  await audit(work, 'surveys.found', {
    region: list.region,
    subjectType: 'survey-respondent',
    subjectId: id,
    elderId,
    detail: { registered: elderId !== null },
  })
  return refused
}
