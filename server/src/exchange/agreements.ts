import type { AgreementFile, addAgreement } from '@yinian/core/exchange/agreement-api.ts'
import { agreementFileWrong } from '@yinian/core/exchange/problems.ts'
import type { ParamsOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import type { Download } from '../http/send-file.ts'
import type { UploadedFile } from '../http/serve.ts'
import type { Work } from '../http/work.ts'
import { lockClient } from './clients/read-client.ts'
import { lockConnector } from './connectors/read-connector.ts'

type Of = ParamsOf<typeof addAgreement>

const mostBytes = 5 * 1024 * 1024
/** Known by how they begin, not by their names. */
const kinds: readonly { readonly type: string; readonly begins: readonly number[] }[] = [
  { type: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46] },
  { type: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
  { type: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47] },
]

export const agreementLabel = (id: string): string => `exchange_agreement.content:${id}`

/** Files the agreement with its connector or application; one filed before stays on record. @throws notFound, agreementFileWrong */
export async function addAgreementOf(
  work: Work,
  of: Of,
  file: UploadedFile | undefined,
): Promise<ReplyOf<typeof addAgreement>> {
  const { tx, actor, vault } = work
  const { region } = of.subject === 'connector' ? await lockConnector(tx, of) : await lockClient(tx, of)
  const kind = kinds.find(({ begins }) => begins.every((byte, index) => file?.content[index] === byte))
  if (!file || !kind || file.content.length > mostBytes) throw agreementFileWrong({ at: '/file' })
  const id = newId(actor.now)
  await tx
    .insertInto('exchange_agreement')
    .values({
      county: of.county,
      id,
      region,
      subject: of.subject,
      subject_id: of.id,
      file_name: file.name.slice(-120),
      content_type: kind.type,
      content_sealed: await vault.seal(of.county, agreementLabel(id), file.content.toString('base64')),
      bytes: file.content.length,
      added_at: actor.now,
      added_by: actor.accountId,
      added_by_name: actor.name,
    })
    .execute()
  await audit(work, 'exchange.agreement-filed', {
    region,
    subjectType: of.subject,
    subjectId: of.id,
    detail: { document: id },
  })
  return { file: await findAgreementOf(tx, of) }
}

export async function findAgreementOf(tx: Tx, of: Of): Promise<AgreementFile | null> {
  const row = await last(tx, of).select(['file_name', 'bytes', 'added_at', 'added_by_name']).executeTakeFirst()
  if (!row) return null
  return {
    fileName: row.file_name,
    bytes: row.bytes,
    addedAt: row.added_at.toISOString(),
    addedBy: row.added_by_name,
  }
}

/** @throws notFound */
export async function readAgreementOf({ tx, vault }: Work, of: Of): Promise<Download> {
  const row = await last(tx, of).selectAll().executeTakeFirst()
  if (!row) throw notFound()
  const content = await vault.open(row.county, agreementLabel(row.id), row.content_sealed)
  return { fileName: row.file_name, contentType: row.content_type, content: Buffer.from(content, 'base64') }
}

const last = (tx: Tx, { subject, county, id }: Of) =>
  tx
    .selectFrom('exchange_agreement')
    .where('county', '=', county)
    .where('subject', '=', subject)
    .where('subject_id', '=', id)
    .orderBy('id', 'desc')
    .limit(1)
