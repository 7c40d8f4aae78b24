import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import { isInForce } from '@yinian/core/benefits/decide.ts'
import type { listPolicyVersions, PolicyVersion, PolicyVersionFile } from '@yinian/core/benefits/policy-api.ts'
import { type PolicyState, policyProcedure } from '@yinian/core/benefits/policy-procedure.ts'
import { eventsOf } from '@yinian/core/cases/procedure.ts'
import type { QueryOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { ancestorsOf, isWithin, nation, rangeOf } from '@yinian/core/regions/code.ts'
import { type Month, monthOf } from '@yinian/core/time/day.ts'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { PolicyVersion as VersionTable } from '../../db/generated.ts'
import { nameRegions } from '../../regions/index.ts'
import { type PolicyShelf, relationsProgramme } from '../policy-shelf.ts'
import { checkDocument, type WrittenDocument } from './check.ts'

export type VersionRow = Selectable<VersionTable>

/** Versions made for a division, for those above it, which hold in it too, and for those below it. */
export async function listVersions(
  tx: Tx,
  shelf: PolicyShelf,
  actor: Actor,
  query: QueryOf<typeof listPolicyVersions>,
): Promise<{ rows: PolicyVersion[] }> {
  const { from, to } = rangeOf(query.region)
  const around = [nation, ...ancestorsOf(query.region)]
  let versions = tx
    .selectFrom('policy_version')
    .select(told)
    .where((where) =>
      where.or([where.and([where('area', '>=', from), where('area', '<=', to)]), where('area', 'in', around)]),
    )
  if (query.programme) versions = versions.where('programme', '=', query.programme)
  if (query.state) versions = versions.where('state', '=', query.state)
  const rows = await versions.orderBy('programme').orderBy('area').orderBy('version', 'desc').execute()
  return { rows: await describe(tx, shelf, rows, monthOf(actor.today)) }
}

/** What is told of a version in a list: of its document only the name and whether it is a layer. */
const told = [
  'id',
  'area',
  'programme',
  'version',
  'state',
  'valid_from',
  'valid_to',
  'reason',
  'shipped',
  'drafted_by_name',
  'drafted_at',
  'decided_by_name',
  'decided_at',
  'revision',
  sql<boolean>`document ? 'extends'`.as('layer'),
  sql<Text | null>`document -> 'name'`.as('own_name'),
] as const

type ToldRow = Pick<
  VersionRow,
  | 'id'
  | 'area'
  | 'programme'
  | 'version'
  | 'state'
  | 'valid_from'
  | 'valid_to'
  | 'reason'
  | 'shipped'
  | 'drafted_by_name'
  | 'drafted_at'
  | 'decided_by_name'
  | 'decided_at'
  | 'revision'
> & { readonly layer: boolean; readonly own_name: Text | null }

/** @throws notFound */
export async function getVersion(tx: Tx, shelf: PolicyShelf, actor: Actor, id: string): Promise<PolicyVersionFile> {
  const row = await tx
    .selectFrom('policy_version')
    .selectAll()
    .select(told.slice(-2))
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  const [version] = await describe(tx, shelf, [row], monthOf(actor.today))
  if (!version) throw notFound()
  const steps = await tx.selectFrom('policy_step').selectAll().where('policy_id', '=', id).orderBy('id').execute()
  const document = row.document as unknown as WrittenDocument
  return {
    ...version,
    document: { ...document },
    check: checkDocument(await shelf.at(tx), row.area, document),
    steps: steps.map((step) => ({
      event: step.event,
      state: step.state as PolicyState,
      at: step.at.toISOString(),
      accountName: step.account_name,
      reason: step.reason,
    })),
    events: eventsOf(policyProcedure, version.state).filter((event) => mayTake(actor, row, event)),
  }
}

/** Whether somebody works for the area with the right to an event, and for publishing had no hand in the draft. */
export function mayTake(actor: Actor, row: VersionRow, event: keyof typeof policyProcedure.events): boolean {
  const scope = scopeOf(actor, policyProcedure.events[event].permission)
  if (!scope?.regions.some((region) => isWithin(row.area, region))) return false
  return event !== 'publish' || !row.drafted_by.includes(actor.accountId)
}

async function describe(tx: Tx, shelf: PolicyShelf, rows: readonly ToldRow[], month: Month): Promise<PolicyVersion[]> {
  const policies = await shelf.at(tx)
  const names = await nameRegions(
    tx,
    rows.map(({ area }) => area),
  )
  return rows.map((row) => ({
    id: row.id,
    area: row.area,
    areaName: names(row.area).path,
    programme: row.programme,
    name: nameOf(row, (programme) => policies.nameOf(programme)),
    version: row.version,
    state: row.state as PolicyState,
    inForce: row.state === 'published' && counts(row, month) && !rows.some((other) => takesPlaceOf(other, row, month)),
    layer: row.layer,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    reason: row.reason,
    shipped: row.shipped !== null,
    draftedBy: row.drafted_by_name,
    draftedAt: row.drafted_at.toISOString(),
    decidedBy: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    revision: row.revision,
  }))
}

const counts = (row: ToldRow, month: Month) => isInForce({ validFrom: row.valid_from, validTo: row.valid_to }, month)

function takesPlaceOf(other: ToldRow, row: ToldRow, month: Month): boolean {
  const same = other.programme === row.programme && other.area === row.area
  return same && other.state === 'published' && other.version > row.version && counts(other, month)
}

const relationsName: Text = { zh: '待遇之间的关系', en: 'How benefits go together' }

function nameOf(row: ToldRow, known: (programme: string) => Text): Text {
  if (row.programme === relationsProgramme) return relationsName
  const own = row.own_name
  return typeof own?.zh === 'string' && typeof own.en === 'string' ? { zh: own.zh, en: own.en } : known(row.programme)
}
