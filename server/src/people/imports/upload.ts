import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { tooLarge } from '@yinian/core/http/problems.ts'
import {
  type beginPeopleImport,
  importFileLimitMegabytes,
  importPartSize,
  type PeopleImport,
  type PeopleUpload,
} from '@yinian/core/people/api.ts'
import { fileChanged, uploadIncomplete } from '@yinian/core/people/problems.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import { newId } from '../../db/ids.ts'
import type { UploadedFile } from '../../http/serve.ts'
import type { Work } from '../../http/work.ts'
import { surveyFile } from './import-file.ts'
import { digestOf, importLabels, openKeptFile, partsOf, sizeOfPart } from './kept-file.ts'
import { answerFor, checkQueue, type ImportJob, keepSurvey, lockImport, requireRegion, subject } from './operations.ts'

/**
 * Opens an import that waits for the parts of its file. The same file of the same account that broke off is gone on with.
 * @throws regionUnknown, tooLarge
 */
export async function beginUpload(work: Work, asked: BodyOf<typeof beginPeopleImport>): Promise<PeopleUpload> {
  const { tx, actor } = work
  const { region, fileName, size, stamp = '' } = asked
  await requireRegion(work, region)
  if (size > importFileLimitMegabytes * 1024 * 1024)
    throw tooLarge({ at: '/size', values: { limit: importFileLimitMegabytes } })
  const county = countyOf(region)
  const broken = await tx
    .selectFrom('people_import')
    .select('id')
    .where('county', '=', county)
    .where('region', '=', region)
    .where('account_id', '=', actor.accountId)
    .where('state', '=', 'uploading')
    .where('file_name', '=', fileName)
    .where('file_size', '=', size)
    .where('file_stamp', '=', stamp)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (broken) return { id: broken.id, partSize: importPartSize, received: await receivedParts(tx, county, broken.id) }
  const id = newId(actor.now)
  await tx
    .insertInto('people_import')
    .values({
      county,
      id,
      region,
      file_name: fileName,
      file_size: size,
      file_stamp: stamp,
      part_size: importPartSize,
      mapping: '{}',
      state: 'uploading',
      account_id: actor.accountId,
      created_at: actor.now,
    })
    .execute()
  return { id, partSize: importPartSize, received: [] }
}

async function receivedParts(tx: Tx, county: string, id: string) {
  const rows = await tx
    .selectFrom('people_import_part')
    .select(['part', 'digest'])
    .where('county', '=', county)
    .where('import_id', '=', id)
    .orderBy('part')
    .execute()
  return rows.map(({ part, digest }) => ({ part, digest: digest.toString('hex') }))
}

/**
 * Seals and keeps a part. One that comes again has to be the same; one of another length than its place wants, or whose
 * digest is not what the sender computed, belongs to a file that is changing or was cut short.
 * @throws notFound, importInOtherState, fileChanged
 */
export async function keepPart(
  { tx, vault }: Work,
  { id, part, digest, file }: { id: string; part: number; digest?: string; file: UploadedFile | undefined },
): Promise<{ digest: string }> {
  const kept = await lockImport(tx, id, ['uploading'])
  const content = file?.content ?? Buffer.alloc(0)
  const own = digestOf(content)
  if (content.length === 0 || content.length !== sizeOfPart(kept, part)) throw fileChanged()
  if (digest !== undefined && digest !== own.toString('hex')) throw fileChanged()
  const added = await tx
    .insertInto('people_import_part')
    .values({
      county: kept.county,
      import_id: id,
      part,
      region: kept.region,
      size: content.length,
      digest: own,
      content_sealed: await vault.seal(kept.county, importLabels.part(id, part), content.toString('base64')),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('part')
    .executeTakeFirst()
  if (!added) {
    const before = (await receivedParts(tx, kept.county, id)).find((one) => one.part === part)
    if (before?.digest !== own.toString('hex')) throw fileChanged()
  }
  return { digest: own.toString('hex') }
}

/**
 * Verifies that the file is there whole and as it was sent, and has it checked. The digest is made of those of the parts.
 * @throws notFound, importInOtherState, uploadIncomplete, fileChanged, fileUnreadable, noHeaderFound
 */
export async function endUpload(work: Work, id: string, digest: string | undefined): Promise<PeopleImport> {
  const { tx, vault } = work
  const kept = await lockImport(tx, id, ['uploading'])
  const received = await receivedParts(tx, kept.county, id)
  const missing = partsOf(kept) - received.length
  if (missing > 0) throw uploadIncomplete({ values: { missing } })
  const whole = digestOf(Buffer.concat(received.map((part) => Buffer.from(part.digest, 'hex'))))
  if (digest !== undefined && digest !== whole.toString('hex')) throw fileChanged()
  const source = await openKeptFile(vault, kept, (query) => query(tx))
  const survey = await surveyFile(source)
  await keepSurvey(work, kept, survey)
  await tx
    .updateTable('people_import')
    .set({ state: 'checking', file_digest: whole })
    .where('county', '=', kept.county)
    .where('id', '=', id)
    .execute()
  await work.jobs.send(tx, checkQueue, { county: kept.county, id } satisfies ImportJob)
  await audit(work, 'people.import-uploaded', {
    ...subject(id, kept.region),
    detail: { rows: survey.total, bytes: kept.file_size, digest: whole.toString('hex') },
  })
  return answerFor(work, id)
}

/** What was begun and never sent whole is forgotten after a day. */
export async function forgetBrokenUploads(tx: Tx, before: Date): Promise<void> {
  const broken = await tx
    .selectFrom('people_import')
    .select(['county', 'id'])
    .where('state', '=', 'uploading')
    .where('created_at', '<', before)
    .execute()
  for (const { county, id } of broken) {
    await tx.deleteFrom('people_import_part').where('county', '=', county).where('import_id', '=', id).execute()
    await tx
      .updateTable('people_import')
      .set({ state: 'cancelled', finished_at: before })
      .where('county', '=', county)
      .where('id', '=', id)
      .execute()
  }
}
