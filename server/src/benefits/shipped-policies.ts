import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import type pg from 'pg'
import { newId } from '../db/ids.ts'
import { type Policies, policiesOf } from './policies.ts'
import { relationsProgramme } from './policy-shelf.ts'
import { type PolicyFile, readPolicyFolder } from './read-policies.ts'

export const policyFolder = resolve(import.meta.dirname, '../../../policies')

/** The policies that come with the platform, without a database: for benches and whoever checks the files. @throws PoliciesRefused */
export function shippedPolicies(folder = policyFolder): Policies {
  const { policies, relations } = readPolicyFolder(folder)
  return policiesOf(policies, relations)
}

const shippedBy = '随平台提供 Shipped with the platform'

/**
 * Puts the policies that come with the platform in force where nobody has laid down that programme yet. A file that a later
 * release changed becomes a proposal: what is being paid changes only when somebody here publishes it.
 * @throws PoliciesRefused, which stops the start
 */
export async function loadShippedPolicies(owner: pg.ClientBase, now: Date, folder = policyFolder): Promise<void> {
  for (const file of readPolicyFolder(folder).files) await loadFile(owner, now, file)
}

/** Where somebody here has published something of the programme, what ships was not tried beside it. */
async function isLaidDownHere(owner: pg.ClientBase, programme: string): Promise<boolean> {
  const { rowCount } = await owner.query(
    "select 1 from policy_version where programme = $1 and state = 'published' and shipped is null limit 1",
    [programme],
  )
  return rowCount !== 0
}

async function loadFile(owner: pg.ClientBase, now: Date, { text, document }: PolicyFile): Promise<void> {
  const programme = 'relations' in document ? relationsProgramme : document.programme
  const digest = createHash('sha256').update(text).digest('hex')
  const { rows } = await owner.query<{ version: number; shipped: string | null; valid_from: string }>(
    'select version, shipped, valid_from from policy_version where area = $1 and programme = $2 order by version',
    [document.region, programme],
  )
  if (rows.some(({ shipped }) => shipped === digest)) return
  // Several months of one programme may ship as several files; only a month that was there before is a change to it.
  const fresh =
    rows.every((row) => row.shipped !== null && row.valid_from < document.validFrom) &&
    !(await isLaidDownHere(owner, programme))
  const state = fresh ? 'published' : 'proposed'
  const id = newId(now)
  const reason = fresh ? shippedBy : '平台新版本修订了这份政策 A newer release of the platform has revised this policy'
  const made = await owner.query(
    `insert into policy_version (id, area, programme, version, state, document, valid_from, valid_to, reason, shipped,
       drafted_by, drafted_by_name, drafted_at, decided_by_name, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '{}', $11, $12, $13, $14)
     on conflict (area, programme, version) do nothing`,
    [
      id,
      document.region,
      programme,
      (rows.at(-1)?.version ?? 0) + 1,
      state,
      JSON.stringify(document),
      document.validFrom,
      document.validTo,
      reason,
      digest,
      shippedBy,
      now,
      fresh ? shippedBy : null,
      fresh ? now : null,
    ],
  )
  if (made.rowCount === 0) return
  await owner.query(
    `insert into policy_step (id, policy_id, area, event, state, reason, at, account_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [newId(now), id, document.region, fresh ? 'publish' : 'propose', state, reason, now, shippedBy],
  )
}
