import type { tryConnector } from '@yinian/core/exchange/connector-api.ts'
import { type ConnectorKindId, connectorKinds, type FieldId } from '@yinian/core/exchange/kinds.ts'
import { addressNotAllowed, fileMissing } from '@yinian/core/exchange/problems.ts'
import { readAnswer } from '@yinian/core/exchange/read-answer.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { isAllowedAddress } from './allowed.ts'
import { askDepartment } from './ask-department.ts'
import { note } from './change-connector.ts'
import { addressOf, questionAbout } from './question.ts'
import { lockConnector, mappingOf, type Place } from './read-connector.ts'

/** Nobody’s: the area has no code (GB/T 2260). */
const nobodysNumber = '999999190001010015'

/** @throws notFound, addressNotAllowed, fileMissing */
export async function tryConnectorOf(
  work: Work,
  allowed: readonly string[],
  place: Place,
): Promise<ReplyOf<typeof tryConnector>> {
  const { tx, actor } = work
  const row = await lockConnector(tx, place)
  if (row.transport !== 'http') throw fileMissing()
  if (!isAllowedAddress(row.address, allowed)) throw addressNotAllowed()
  const begun = performance.now()
  const purpose = row.purposes[0] ?? ''
  const address = { ...(await addressOf(row, work.vault)), timeoutSeconds: Math.min(row.timeout_seconds, 10) }
  const answer = await askDepartment(address, questionAbout(row, [nobodysNumber], purpose), allowed)
  const durationMs = Math.round(performance.now() - begun)
  await tx
    .insertInto('exchange_request')
    .values({
      county: row.county,
      id: newId(actor.now),
      region: row.region,
      direction: 'out',
      source_id: row.id,
      source_name: row.name,
      asked_by: actor.accountId,
      asked_by_name: actor.name,
      purpose,
      operation: 'try',
      outcome: answer.outcome,
      status: answer.status,
      duration_ms: durationMs,
      at: actor.now,
    })
    .execute()
  await note(work, 'exchange.connector-tried', row, { outcome: answer.outcome })
  if (answer.outcome !== 'answered') return { ok: false, status: answer.status, note: answer.why, durationMs }
  const read = readAnswer(answer.answer, row.fields as FieldId[], mappingOf(row))
  const said = read === undefined ? unlikeMapping : fits(connectorKinds[row.kind as ConnectorKindId].name)
  return { ok: read !== undefined, status: answer.status, note: said, durationMs }
}

const unlikeMapping: Text = {
  zh: '连上了，但答复里找不到“记录位置”所说的内容',
  en: 'It answered, but not where the records are said to stand',
}
const fits = (name: Text): Text => ({
  zh: `连上了，答复的格式与设置一致（${name.zh}）`,
  en: `It answered as the settings say (${name.en})`,
})
