import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { staleVersion } from '@yinian/core/http/problems.ts'
import type { ElderFile, changeElder as endpoint } from '@yinian/core/people/api.ts'
import { type ParticularField, usualWhy } from '@yinian/core/people/as-of/particulars.ts'
import { readEthnicGroup } from '@yinian/core/people/ethnic-groups.ts'
import { maskAddress, maskPayee } from '@yinian/core/people/masks.ts'
import { maskPhone, readPhone } from '@yinian/core/people/phone.ts'
import { romaniseName } from '@yinian/core/people/pinyin.ts'
import { otherCounty, periodUpsideDown, phoneInvalid } from '@yinian/core/people/problems.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import { isDay } from '@yinian/core/time/day.ts'
import { sql, type Updateable } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Elder } from '../../db/generated.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { moveWithElder } from '../../privacy/index.ts'
import { type FormerParticular, keepParticulars } from '../as-of/keep-former.ts'
import { type ElderReference, getElderFile, lockElder } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { rememberLookalikes } from '../matching/admit.ts'
import { readPerson } from '../matching/read-person.ts'
import { elderRecords } from '../merge/records.ts'
import { sealAddress, sealPayee, sealPhone } from '../sealed-elder.ts'
import { refreshMembership } from '../special-difficulty/membership.ts'
import { requirePlaces } from './places.ts'

type Change = BodyOf<typeof endpoint>

/** @throws notFound, staleVersion, regionUnknown, otherCounty, phoneInvalid, periodUpsideDown */
export async function changeElder(work: Work, id: string, change: Change): Promise<ElderFile> {
  const { tx, actor } = work
  const elder = await lockElder(tx, id)
  if (elder.version !== change.version) throw staleVersion()
  if (change.region !== undefined && countyOf(change.region) !== elder.county) throw otherCounty({ at: '/region' })
  await requirePlaces(tx, { region: change.region, registeredRegion: change.registeredRegion })
  const particulars = await changedParticulars(work, elder, change)
  const moved = await move(work, elder, change)
  await keepParticulars(work, elder, formerOf(work, change, particulars))
  await tx
    .updateTable('elder')
    .set({ ...particulars, ...moved, version: elder.version + 1, updated_at: actor.now })
    .where('county', '=', elder.county)
    .where('id', '=', id)
    .execute()
  if (moved.region) await refreshMembership(tx, { county: elder.county, ids: [id] }, actor)
  await followPairs(tx, elder.county, id, moved.region)
  if (change.name !== undefined || change.phone !== undefined || change.payee !== undefined || moved.region)
    await rememberLookalikes(
      work,
      { county: elder.county, id, region: moved.region ?? elder.region },
      await readPerson(tx, elder.county, id),
    )
  const { version: _, from: __, ...fields } = change
  await audit(work, 'people.changed', {
    ...lookAt({ id, region: moved.region ?? elder.region }),
    detail: { fields: Object.keys(fields), ...moved },
  })
  return getElderFile(tx, id, actor.today)
}

/** @throws periodUpsideDown for a day to come */
function formerOf({ actor }: Work, change: Change, set: Updateable<Elder>): FormerParticular[] {
  const from = change.from ?? actor.today
  if (!isDay(from) || from > actor.today) throw periodUpsideDown({ at: '/from', values: { from: actor.today } })
  const former = (field: ParticularField, next?: unknown): FormerParticular => ({
    field,
    why: change.why ?? usualWhy[field] ?? 'correction',
    from,
    ...(typeof next === 'string' ? { next } : {}),
  })
  return [
    ...(change.name === undefined ? [] : [former('name', set.name)]),
    ...(change.ethnicity === undefined ? [] : [former('ethnicity', set.ethnicity)]),
    ...(change.phone === undefined ? [] : [former('phone')]),
    ...(change.address === undefined ? [] : [former('address')]),
    ...(change.payee === undefined ? [] : [former('payee')]),
  ]
}

async function changedParticulars({ vault }: Work, elder: ElderReference, change: Change): Promise<Updateable<Elder>> {
  const { county, id } = elder
  const set: Updateable<Elder> = {}
  if (change.name !== undefined) {
    const name = change.name.trim().replace(/\s+/g, ' ')
    Object.assign(set, { name, ...romaniseName(name) })
  }
  if (change.ethnicity !== undefined) set.ethnicity = readEthnicGroup(change.ethnicity)
  if (change.phone !== undefined) {
    const phone = change.phone === null || change.phone.trim() === '' ? null : readPhone(change.phone)
    if (phone === null && change.phone?.trim()) throw phoneInvalid({ at: '/phone' })
    Object.assign(set, await sealPhone(vault, county, id, phone, phone === null ? null : maskPhone(phone)))
  }
  if (change.address !== undefined)
    Object.assign(set, await sealAddress(vault, county, id, change.address, maskAddress(change.address.text)))
  if (change.payee !== undefined)
    Object.assign(set, await sealPayee(vault, county, id, change.payee, maskPayee(change.payee)))
  return set
}

/** Keeps where the elder lived and was registered until now, and brings everything of theirs along to the new division. */
async function move(
  { tx, actor }: Work,
  elder: ElderReference,
  change: Change,
): Promise<{ region?: string; registered_region?: string }> {
  const region = change.region ?? elder.region
  const registeredRegion = change.registeredRegion ?? elder.registeredRegion
  if (region === elder.region && registeredRegion === elder.registeredRegion) return {}
  const to = change.from ?? actor.today
  const before = await tx
    .selectFrom('former_residence')
    .select('valid_to')
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .orderBy('valid_to', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!isDay(to) || to > actor.today || (before && to < before.valid_to))
    throw periodUpsideDown({ at: '/from', values: { from: before?.valid_to ?? to } })
  await tx
    .insertInto('former_residence')
    .values({
      county: elder.county,
      id: newId(actor.now),
      elder_id: elder.id,
      region: elder.region,
      former_region: elder.region,
      former_registered_region: elder.registeredRegion,
      valid_from: before?.valid_to ?? null,
      valid_to: to,
      recorded_at: actor.now,
      recorded_by: actor.accountId,
    })
    .execute()
  if (region !== elder.region)
    await tx.deleteFrom('elder_grid').where('county', '=', elder.county).where('elder_id', '=', elder.id).execute()
  if (region !== elder.region) {
    const placed = ['former_residence', 'special_difficulty_membership', 'elder_former_particular', 'care_state']
    const follows = elderRecords().flatMap((one) => (one.follows ? [one.relation as string] : []))
    for (const table of new Set([...follows, ...placed]))
      await sql`update ${sql.table(table)} set region = ${region}
        where county = ${elder.county} and elder_id = ${elder.id}`.execute(tx)
    await moveWithElder(tx, elder, region)
  }
  return { region, registered_region: registeredRegion }
}

/** A pair is seen where each of its files lives. */
async function followPairs(tx: Work['tx'], county: string, id: string, region: string | undefined): Promise<void> {
  if (region === undefined) return
  await tx.updateTable('elder_pair').set({ region }).where('county', '=', county).where('elder_id', '=', id).execute()
  await tx.updateTable('elder_pair').set({ other_region: region }).where('other_id', '=', id).execute()
}
