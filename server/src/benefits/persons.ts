import type { FactSource, Person } from '@yinian/core/benefits/person-facts.ts'
import type { Policy } from '@yinian/core/benefits/policy.ts'
import { type RegionCode, rangeOf, regionCode } from '@yinian/core/regions/code.ts'
import { type Day, firstDayOf, isDay, type Month } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { copyOut } from './copy.ts'

/** One row of `benefits_person_view`: who it is, what is known of them, and where their money goes. */
export interface PersonRow extends Person {
  readonly county: string
  readonly id: string
  readonly name: string
  readonly pinyin: string
  /** Hex of the blind index of the identity number. */
  readonly index: string
  readonly payeeSealed: Buffer | null
}

const everything: ReadonlySet<FactSource> = new Set<FactSource>(['circumstances', 'levels'])

/** What is not selected is not looked for: each part costs more than the row it belongs to. */
function columnsWith(sources: ReadonlySet<FactSource>): string {
  return `county, id, region, registered_region, name, pinyin, sex, birth, died_on, encode(person_index, 'hex'),
    encode(payee_sealed, 'hex'), ${sources.has('circumstances') ? 'circumstances' : 'null'},
    ${
      sources.has('levels')
        ? `levels, residences, case when levels is null then ability_level end,
           case when levels is null then ability_valid_until end`
        : 'null, residences, null, null'
    }`
}

/**
 * Everybody whom the basis of a policy may place in a county in a month, out of one snapshot and some at a time: those of
 * today and those who have left it since. Of a person who moved between counties the file that was theirs on the month's
 * first day is decided, and no other.
 * @param sources the parts of each file that the policy's facts are drawn from
 */
export async function* streamPersons(
  tx: Tx,
  county: string,
  basis: Policy['basis'],
  month: Month,
  sources: ReadonlySet<FactSource>,
): AsyncGenerator<PersonRow[]> {
  const [now, former] = whom(county, basis)
  const select = (where: string) =>
    `select ${columnsWith(sources)} from benefits_person_view where ${fileOfDay(firstDayOf(month))} and ${where}`
  for await (const rows of copyOut(tx, `${select(now)} union all ${select(former)}`)) yield rows.map(readPerson)
}

export async function countPersons(tx: Tx, county: string, basis: Policy['basis']): Promise<number> {
  const [now] = whom(county, basis)
  const { rows } = await sql<{ count: number }>`select count(*) as count from elder where ${sql.raw(now)}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Whether a file is the one that counts on a day; a file that left before moves were kept counts on none. */
function fileOfDay(day: Day): string {
  if (!isDay(day)) throw new Error(`Not a day: ${day}`)
  return `(state <> 'moved-out' or moved_on > '${day}') and (came_on is null or came_on <= '${day}')`
}

/** Absent where there is none the reader may see. */
export async function findPerson(tx: Tx, id: string): Promise<PersonRow | undefined> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return undefined
  const select = `select ${columnsWith(everything)} from benefits_person_view where id = '${id}' order by state = 'moved-out'`
  let found: PersonRow | undefined
  // a copy has to be read to its end before the connection is free again
  for await (const [row] of copyOut(tx, select)) if (row) found ??= readPerson(row)
  return found
}

/** Conditions for those there today and those there before; two, so that each reaches its index. */
function whom(county: string, basis: Policy['basis']): [now: string, former: string] {
  if (!/^\d{6}$/.test(county)) throw new Error(`Not a county: ${county}`)
  const { from, to } = rangeOf(regionCode(county))
  const column = basis === '户籍' ? 'registered_region' : 'region'
  const now = `${column} between '${from}' and '${to}'`
  const left = `select elder_id from former_residence where former_${column} between '${from}' and '${to}'`
  return [now, `not (${now}) and id = any (array(${left}))`]
}

function readPerson(row: readonly (string | null)[]): PersonRow {
  const [
    county,
    id,
    region,
    registered,
    name,
    pinyin,
    sex,
    birth,
    died,
    index,
    payee,
    held,
    results,
    places,
    level,
    until,
  ] = row.map((cell) => cell ?? '') as [string, string, RegionCode, RegionCode, ...string[]]
  return {
    county,
    id,
    region,
    registeredRegion: registered,
    name: name ?? '',
    pinyin: pinyin ?? '',
    sex: sex === 'male' ? 'male' : 'female',
    birth: birth ?? '',
    diedOn: died || null,
    index: index ?? '',
    payeeSealed: payee ? Buffer.from(payee, 'hex') : null,
    circumstances: parts(held).map(([kind = '', value = '', from = '', to]) => ({ kind, value, from, to: to || null })),
    levels: [
      ...parts(results).map(([reached, from = '', valid = '']) => ({ level: Number(reached), from, until: valid })),
      // a level brought from an earlier register has no assessment and no beginning
      ...(level && until ? [{ level: Number(level), from: birth ?? '', until }] : []),
    ],
    formerly: parts(places).map(([lived = '', registeredIn = '', from, to = '']) => ({
      region: lived,
      registeredRegion: registeredIn,
      from: from || null,
      to,
    })),
  }
}

function parts(list: string | undefined): string[][] {
  return list ? list.split(' ').map((one) => one.split('|')) : []
}
