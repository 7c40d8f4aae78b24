import { documentWrong } from '@yinian/core/assessments/problems.ts'
import { badRequest, notFound } from '@yinian/core/http/problems.ts'
import { audit } from '../../access/index.ts'
import { newId } from '../../db/ids.ts'
import type { Download } from '../../http/send-file.ts'
import type { UploadedFile } from '../../http/serve.ts'
import type { Work } from '../../http/work.ts'
import type { Place } from '../read.ts'

const mostBytes = 5 * 1024 * 1024
const kinds: readonly { readonly type: string; readonly begins: readonly number[] }[] = [
  { type: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46] },
  { type: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
  { type: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47] },
]

export const documentLabel = (id: string): string => `assessment_document.content:${id}`

/** Keeps a document, known by what is in it and not by its name. @throws documentWrong */
export async function keepDocument(
  { tx, actor, vault }: Work,
  file: UploadedFile | undefined,
  of: { county: string; region: string; subject: 'recognition' | 'contract'; subjectId: string },
): Promise<string> {
  if (!file) throw badRequest({ at: '/file' })
  const kind = kinds.find(({ begins }) => begins.every((byte, index) => file.content[index] === byte))
  if (!kind || file.content.length > mostBytes) throw documentWrong({ at: '/file' })
  const id = newId(actor.now)
  await tx
    .insertInto('assessment_document')
    .values({
      county: of.county,
      id,
      region: of.region,
      subject: of.subject,
      subject_id: of.subjectId,
      file_name: file.name.slice(-120),
      content_type: kind.type,
      content_sealed: await vault.seal(of.county, documentLabel(id), file.content.toString('base64')),
      bytes: file.content.length,
      added_at: actor.now,
      added_by: actor.accountId,
      added_by_name: actor.name,
    })
    .execute()
  return id
}

/** @throws notFound */
export async function sendDocument(
  work: Work,
  { county, id }: Place,
  subject: 'recognition' | 'contract',
): Promise<Download> {
  const { tx, vault } = work
  const row = await tx
    .selectFrom('assessment_document')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .where('subject', '=', subject)
    .executeTakeFirst()
  if (!row) throw notFound()
  await audit(work, 'assessments.document-looked', {
    region: row.region,
    subjectType: subject === 'contract' ? 'organisation-contract' : 'assessment-record',
    subjectId: row.subject_id,
    elderId: await elderOf(work, row),
    detail: { document: row.id },
  })
  const content = await vault.open(county, documentLabel(id), row.content_sealed)
  return { fileName: row.file_name, contentType: row.content_type, content: Buffer.from(content, 'base64') }
}

/** Whose health the document is about; a contract is about nobody’s. */
async function elderOf({ tx }: Work, document: { county: string; subject: string; subject_id: string }) {
  if (document.subject === 'contract') return null
  const record = await tx
    .selectFrom('instrument_record')
    .select('elder_id')
    .where('county', '=', document.county)
    .where('id', '=', document.subject_id)
    .executeTakeFirst()
  return record?.elder_id ?? null
}
