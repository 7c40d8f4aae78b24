import type { ClientBase } from 'pg'

/** Where a table lies when a province is spread over several machines with Citus. */
export type Place = 'by county' | 'by its own key' | 'everywhere' | 'coordinator'

/** Read beside distributed tables and small: a copy on every machine. */
const everywhere = [
  'region',
  'region_change',
  'role',
  'role_permission',
  'account',
  'access_grant',
  'grant_loan',
  'grant_request',
  'class_rule',
  'class_request',
  'special_difficulty_rule',
  'policy_version',
  'policy_step',
  'insurance_rule',
  'grading_entry',
  'blind_index_key',
  'blind_index_change',
]

/** Asked for by one key before anybody's county is known; never read beside others. */
const coordinator = [
  'migration',
  'session',
  'pending_sign_in',
  'identity_attempt',
  'account_identity',
  'second_factor',
  'recovery_code',
  'command',
  'region_list',
  'demo_region',
]

/** Unique across counties, so spread by what is unique. */
const byOwnKey: Readonly<Record<string, string>> = {
  identity_claim: 'document_index',
  benefit_claim: 'person_index',
}

export interface PlacedTable {
  readonly name: string
  readonly place: Place
  /** The column that decides the machine; absent where the table is whole. */
  readonly key?: string
}

export interface Distribution {
  readonly tables: readonly PlacedTable[]
  /** What stands in the way, in words; empty when nothing is known to. */
  readonly faults: readonly string[]
}

interface TableRow {
  readonly name: string
  readonly county: boolean
  /** Columns of each unique index. */
  readonly unique: string[][]
  readonly references: { table: string; columns: string[]; referred: string[] }[]
  readonly triggers: number
}

/** Every table of the schema with its place, and whether Citus's rules for that place are kept. */
export async function readDistribution(owner: ClientBase): Promise<Distribution> {
  const { rows } = await owner.query<TableRow>(tablesQuery)
  const tables = rows.map((row) => placed(row))
  const placeOf = new Map(tables.map((table) => [table.name, table]))
  return { tables, faults: rows.flatMap((row) => faultsOf(row, placeOf)) }
}

function placed({ name, county }: TableRow): PlacedTable {
  const key = byOwnKey[name]
  if (key !== undefined) return { name, place: 'by its own key', key }
  if (everywhere.includes(name)) return { name, place: 'everywhere' }
  if (coordinator.includes(name)) return { name, place: 'coordinator' }
  return county ? { name, place: 'by county', key: 'county' } : { name, place: 'coordinator' }
}

/** Unique constraints and foreign keys hold on one machine only; so they have to contain what decides the machine. */
function faultsOf(row: TableRow, placeOf: ReadonlyMap<string, PlacedTable>): string[] {
  const own = placeOf.get(row.name)
  if (!own) return [`${row.name} has no place`]
  const listed = [...everywhere, ...coordinator, ...Object.keys(byOwnKey)].includes(row.name)
  const faults: string[] = []
  if (!listed && !row.county)
    faults.push(`${row.name} has no county and is not listed: say in scripts/distribution.ts where it lies`)
  if (row.triggers > 0 && own.place !== 'coordinator') faults.push(`${row.name} has triggers`)
  const { key } = own
  if (key !== undefined)
    for (const columns of row.unique)
      if (!columns.includes(key)) faults.push(`${row.name}: unique (${columns.join(', ')}) lacks ${key}`)
  for (const { table, columns, referred } of row.references) {
    const other = placeOf.get(table)
    if (own.place === 'everywhere' && other?.place !== 'everywhere')
      faults.push(`${row.name} lies everywhere and refers to ${table}, which does not`)
    if (
      own.place === 'by county' &&
      other?.place === 'by county' &&
      !(columns.includes('county') && referred.includes('county'))
    )
      faults.push(`${row.name} refers to ${table} without the county`)
    if (own.place === 'by county' && other && ['coordinator', 'by its own key'].includes(other.place))
      faults.push(`${row.name} lies by county and refers to ${table}, which does not`)
    if (own.place === 'coordinator' && other?.key !== undefined)
      faults.push(`${row.name} lies on the coordinator and refers to ${table}, which is spread`)
  }
  return faults
}

/** The statements that spread the tables, in the order in which they can be run. */
export function statementsFor({ tables }: Distribution): string[] {
  const first = tables.find(({ name, place }) => name === 'elder' && place === 'by county')
  const together = tables.filter(({ name, place }) => place === 'by county' && name !== first?.name)
  return [
    ...tables
      .filter(({ place }) => place === 'everywhere')
      .map(({ name }) => `select create_reference_table('${name}');`),
    ...(first ? [`select create_distributed_table('${first.name}', 'county');`] : []),
    ...together.map(({ name }) => `select create_distributed_table('${name}', 'county', colocate_with => 'elder');`),
    ...tables
      .filter(({ place }) => place === 'by its own key')
      .map(({ name, key }) => `select create_distributed_table('${name}', '${key}', colocate_with => 'none');`),
  ]
}

const tablesQuery = `
  select c.relname as name,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'county' and a.attnotnull) as county,
    coalesce((select json_agg((
        select coalesce(json_agg(a.attname), '[]') from unnest(i.indkey) as k (number)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number))
      from pg_index i where i.indrelid = c.oid and i.indisunique), '[]') as unique,
    coalesce((select json_agg(json_build_object(
        'table', f.confrelid::regclass::text,
        'columns', (select json_agg(a.attname) from unnest(f.conkey) as k (number) join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.number),
        'referred', (select json_agg(a.attname) from unnest(f.confkey) as k (number) join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.number)))
      from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'), '[]') as references,
    (select count(*)::int from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  order by c.relname`
