import type { LevelRow, PeriodRow, RelativeRow, ResidenceRow, Story } from '@yinian/core/people/as-of/facts.ts'
import type { KeptRow, Version } from '@yinian/core/people/as-of/kept-row.ts'
import type { ParticularChange, ParticularField, Why } from '@yinian/core/people/as-of/particulars.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { ElderReference } from '../elder-file.ts'
import { levelsOf } from './levels.ts'
import { type MergesOfFile, particularsByMerges, readMergesOfFile, versionsByMerges } from './merged-rows.ts'

/** One change of a particular with who made it; `id` where the former value can be revealed. */
export interface ToldChange extends ParticularChange {
  readonly id: string | null
  readonly by: string
  readonly reason: string
  readonly sealed: boolean
  readonly merged: 'merged' | 'unmerged' | null
}

export interface ReadStory extends Story {
  readonly changes: readonly ToldChange[]
  readonly recordedBy: ReadonlyMap<string, string>
}

/** Everything the register says and ever said of one elder. @param elder one the reader is responsible for */
export async function readStory(tx: Tx, elder: ElderReference): Promise<ReadStory> {
  const { county, id } = elder
  const row = await tx
    .selectFrom('elder')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const merges = await readMergesOfFile(tx, county, id)
  const recordedBy = new Map<string, string>()
  const registeredAt = row.registered_at.toISOString()
  const own = await readChanges(tx, elder)
  const taken = particularsByMerges(merges, id, own).map(
    ({ undone, ...one }): ToldChange => ({
      ...one,
      id: null,
      reason: '',
      sealed: false,
      merged: undone ? 'unmerged' : 'merged',
    }),
  )
  const levels = await readLevels(tx, elder, merges)
  return {
    fileId: id,
    registeredAt,
    present: {
      name: row.name,
      sex: row.sex,
      birth: row.birth,
      ethnicity: row.ethnicity,
      document: row.document_number_masked,
      phone: row.phone_masked,
      address: row.address_masked,
      payee: row.payee_masked,
      death: row.died_on,
      move: row.moved_on,
    },
    changes: [...own, ...taken].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0)),
    place: { region: row.region, registered_region: row.registered_region },
    placeVersions: versionsByMerges(merges, 'elder', id, []),
    circumstances: await readPeriods(tx, county, merges, recordedBy),
    relatives: await readRelatives(tx, county, merges, recordedBy),
    residences: await readResidences(tx, county, merges),
    levels: levels.length > 0 || row.ability_level === null ? levels : [levelOfFile(row, registeredAt)],
    recordedBy,
  }
}

/** A level that came with the file, from a county whose results are not kept here. */
function levelOfFile(
  row: { id: string; ability_level: number | null; ability_valid_until: string | null; came_on: string | null },
  registeredAt: string,
): KeptRow<LevelRow> {
  const from = row.came_on ?? dayAt(new Date(registeredAt))
  return {
    since: registeredAt,
    versions: [],
    row: {
      id: row.id,
      elder_id: row.id,
      level: row.ability_level ?? 0,
      valid_from: from,
      valid_until: row.ability_valid_until ?? '9999-12-31',
    },
  }
}

async function readChanges(tx: Tx, { county, id }: ElderReference): Promise<ToldChange[]> {
  const rows = await tx
    .selectFrom('elder_former_particular')
    .selectAll()
    .where('county', '=', county)
    .where('elder_id', '=', id)
    .where('of_file', '=', id)
    .orderBy('known_until')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    field: row.field as ParticularField,
    at: row.known_until.toISOString(),
    why: row.why as Why,
    from: row.next_from,
    former: row.value,
    by: row.changed_by_name,
    reason: row.reason,
    sealed: row.value_sealed !== null,
    merged: null,
  }))
}

type Held = { readonly id: string; readonly recorded_at: Date; readonly former: unknown }

/** The row with its own former versions and those of merges. */
function kept<R extends object>(
  row: Held & R,
  relation: string,
  merges: MergesOfFile,
  before: Version[] = [],
): KeptRow<R> {
  const own = [...before, ...(row.former as Version[])]
  return {
    row,
    since: row.recorded_at.toISOString(),
    versions: [...own, ...versionsByMerges(merges, relation, row.id, own)],
  }
}

async function readPeriods(tx: Tx, county: string, merges: MergesOfFile, by: Map<string, string>) {
  const { rows } = await sql<Held & PeriodRow & { ended_at: Date | null; recorded_by_name: string }>`
    select id, elder_id, kind, value, source, valid_from, valid_to, recorded_at, recorded_by_name, ended_at, former
    from elder_circumstance where county = ${county} and elder_id = any (${merges.kin}::uuid[]) order by id`.execute(tx)
  return rows.map((row): KeptRow<PeriodRow> => {
    by.set(row.id, row.recorded_by_name)
    // ended before former ends were kept: until then it was thought to go on
    const open = (row.former as Version[]).length === 0 && row.ended_at !== null && row.ended_at > row.recorded_at
    const was = open && row.ended_at ? [{ until: row.ended_at.toISOString(), was: { valid_to: null } }] : []
    return kept<PeriodRow>(row, 'elder_circumstance', merges, was)
  })
}

async function readRelatives(tx: Tx, county: string, merges: MergesOfFile, by: Map<string, string>) {
  const { rows } = await sql<Held & RelativeRow & { recorded_by_name: string | null }>`
    select id, elder_id, name, relation, roles, phone_masked, note, valid_from, valid_to, recorded_at, former,
      (select display_name from account a where a.id = related_person.recorded_by) as recorded_by_name
    from related_person where county = ${county} and elder_id = any (${merges.kin}::uuid[]) order by id`.execute(tx)
  return rows.map((row) => {
    by.set(row.id, row.recorded_by_name ?? '')
    return kept<RelativeRow>(row, 'related_person', merges)
  })
}

async function readResidences(tx: Tx, county: string, merges: MergesOfFile) {
  const { rows } = await sql<Held & ResidenceRow>`
    select id, elder_id, former_region, former_registered_region, valid_from, valid_to, recorded_at, former
    from former_residence where county = ${county} and elder_id = any (${merges.kin}::uuid[]) order by id`.execute(tx)
  return rows.map((row) => kept<ResidenceRow>(row, 'former_residence', merges))
}

async function readLevels(tx: Tx, { county }: ElderReference, merges: MergesOfFile): Promise<KeptRow<LevelRow>[]> {
  const told = await levelsOf(tx, county, merges.kin)
  return told.map(({ row, since, relation, voided }) => {
    const own = voided === null ? [] : [{ until: voided, was: { elder_id: row.elder_id } }]
    const now = voided === null ? row : { ...row, elder_id: null }
    return { row: now, since, versions: [...own, ...versionsByMerges(merges, relation, row.id, [])] }
  })
}
