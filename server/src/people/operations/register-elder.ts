import type { ElderFile, NewElder } from '@yinian/core/people/api.ts'
import { asOneProblem, type CheckedElder, checkElder } from '@yinian/core/people/check-elder.ts'
import { alreadyRegistered, formerNumberTaken } from '@yinian/core/people/problems.ts'
import { countyOf, regionCode } from '@yinian/core/regions/code.ts'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { nameRegions } from '../../regions/index.ts'
import { getElderFile } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { indexOfDocument, sealElder } from '../sealed-elder.ts'
import { refreshCategoriesOf } from '../snapshot.ts'
import { writePeriod } from './circumstances.ts'
import { requirePlaces } from './places.ts'

/**
 * Registers an elder where they usually live.
 * @throws every fault of the input in one Problem; regionUnknown, alreadyRegistered, formerNumberTaken
 */
export async function registerElder(work: Work, input: NewElder): Promise<ElderFile> {
  const id = await registerOne(work, input)
  return getElderFile(work.tx, id, work.actor.today)
}

/** The same without reading the file back, for who registers many. @returns the elder's id */
export async function registerOne(work: Work, input: NewElder): Promise<string> {
  const { tx, actor, vault } = work
  const { elder, faults } = checkElder(input, actor.today)
  const refused = asOneProblem(faults)
  if (refused) throw refused
  if (!elder) throw new Error('An elder without faults was not read.')
  await requirePlaces(tx, elder)
  const id = newId(actor.now)
  await claimIdentity(work, elder, id)
  await tx
    .insertInto('elder')
    .values(await sealElder(vault, elder, id, actor.now))
    .execute()
  const reference = { county: countyOf(elder.region), id, region: elder.region }
  for (const circumstance of input.circumstances ?? []) await writePeriod(work, reference, circumstance)
  if (input.circumstances?.length) await refreshCategoriesOf(tx, reference.county, id, actor.today)
  await addFormerNumbers(tx, reference, input.formerNumbers ?? [], actor.now)
  await audit(work, 'people.registered', {
    ...lookAt(reference),
    detail: { circumstances: (input.circumstances ?? []).map((one) => `${one.kind}:${one.value}`) },
  })
  return id
}

/** One number, one elder, in the whole country. Who else holds it is told by the name of the county alone. */
async function claimIdentity({ tx, vault }: Work, elder: CheckedElder, id: string): Promise<void> {
  const index = indexOfDocument(vault, elder.documentKey)
  const claimed = await tx
    .insertInto('identity_claim')
    .values({ document_index: index, county: countyOf(elder.region), elder_id: id })
    .onConflict((conflict) => conflict.doNothing())
    .returning('elder_id')
    .executeTakeFirst()
  if (claimed) return
  const { county } = await tx
    .selectFrom('identity_claim')
    .select('county')
    .where('document_index', '=', index)
    .executeTakeFirstOrThrow()
  const names = await nameRegions(tx, [regionCode(county)])
  throw alreadyRegistered({ at: '/documentNumber', values: { where: names(regionCode(county)).path } })
}

/** @throws formerNumberTaken */
async function addFormerNumbers(
  tx: Tx,
  elder: { county: string; id: string; region: string },
  numbers: readonly { register: string; number: string }[],
  now: Date,
): Promise<void> {
  for (const { register, number } of numbers) {
    const added = await tx
      .insertInto('former_number')
      .values({ county: elder.county, id: newId(now), elder_id: elder.id, region: elder.region, register, number })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) throw formerNumberTaken({ at: '/formerNumbers', values: { number } })
  }
}
