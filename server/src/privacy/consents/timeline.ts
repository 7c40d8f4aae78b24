import type { Text } from '@yinian/core/language/text.ts'
import { findConsentKind } from '@yinian/core/privacy/processing-kinds.ts'
import type { Tx } from '../../db/database.ts'

/** What an elder's timeline tells of consents, as the register takes it. */
export async function tellConsents(tx: Tx, elder: { readonly county: string; readonly id: string }) {
  const rows = await tx
    .selectFrom('consent')
    .select(['kind', 'given_on', 'withdrawn_on'])
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .execute()
  return rows.flatMap(({ kind, given_on, withdrawn_on }) => {
    const name: Text = findConsentKind(kind)?.name ?? { zh: kind, en: kind }
    const entry = (at: string, zh: string, en: string) => ({
      at,
      module: 'privacy',
      title: { zh: `${zh}：${name.zh}`, en: `${en}: ${name.en}` },
      detail: null,
      link: null,
    })
    return [
      entry(given_on, '同意', 'Agreed'),
      ...(withdrawn_on === null ? [] : [entry(withdrawn_on, '撤回同意', 'Consent withdrawn')]),
    ]
  })
}
