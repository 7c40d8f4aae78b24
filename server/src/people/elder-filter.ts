import { bornBy } from '@yinian/core/people/age-bands.ts'
import type { ElderFilter } from '@yinian/core/people/api.ts'
import { findCircumstanceKind } from '@yinian/core/people/circumstances.ts'
import { unknownCategory } from '@yinian/core/people/problems.ts'
import { type ElderSearch, readElderSearch } from '@yinian/core/people/search.ts'
import type { DataClass } from '@yinian/core/privacy/data-classes.ts'
import { levelOf, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Vault } from '../crypto/vault.ts'
import type { DB } from '../db/generated.ts'
import { isOfClass } from '../localities/index.ts'
import { indexesOfDocument, indexesOfPhone } from './sealed-elder.ts'

/** Who asks: the divisions they may read, and the day it is. */
export interface Reader {
  readonly regions: readonly RegionCode[]
  readonly today: Day
  readonly vault: Vault
  /** Classes the reader is not shown, by which nobody is found either. */
  readonly withheld: ReadonlySet<DataClass>
}

type Where = ExpressionBuilder<DB, 'elder'>

/** Typed letters begin a name in pinyin, or else are its initials. Nobody is found both ways. */
export type LettersAre = 'pinyin' | 'initials'

export function searchOf({ q }: ElderFilter): ElderSearch | null {
  return q === undefined ? null : readElderSearch(q)
}

/**
 * What a row of the list has to meet. The division is said once more than row rights need it, because only a range that
 * stands in the query itself reaches the index. Categories, levels and special difficulty are asked of elders the reader
 * is responsible for.
 * @param way where letters were typed: only those found this way
 * @throws unknownCategory
 */
export function conditionsOf(
  where: Where,
  filter: ElderFilter,
  reader: Reader,
  way?: LettersAre,
): Expression<SqlBool>[] {
  const search = searchOf(filter)
  const conditions: Expression<SqlBool>[] = []
  if (search)
    conditions.push(
      isWithheld(search, reader) ? sql<SqlBool>`false` : searchCondition(where, search, reader.vault, way),
    )
  const exact = search?.by === 'document-number' || search?.by === 'phone'
  if (!exact || filter.region || filter.basis) conditions.push(...placeConditions(where, filter, reader))
  if (filter.grid !== undefined)
    conditions.push(
      sql`elder.id in (select g.elder_id from elder_grid g where g.county = elder.county and g.grid_id = ${filter.grid}::uuid)`,
    )
  if (filter.areaClass !== undefined)
    conditions.push(isOfClass(sql.ref('elder.region'), filter.areaClass, reader.today), inScope)
  if (filter.ageFrom !== undefined) conditions.push(where('birth', '<=', bornBy(filter.ageFrom, reader.today)))
  if (filter.ageTo !== undefined) conditions.push(where('birth', '>', bornBy(filter.ageTo + 1, reader.today)))
  if (filter.sex) conditions.push(where('sex', '=', filter.sex))
  if (filter.state) conditions.push(where('state', '=', filter.state))
  if (filter.category?.length) {
    filter.category.forEach(requireCategory)
    conditions.push(heldToday(filter.category), ...filter.category.map(recordedOnce))
  }
  if (filter.level?.length) conditions.push(levelCondition(where, filter.level, reader.today), inScope)
  if (filter.special !== undefined) conditions.push(where('is_special', '=', filter.special), inScope)
  return conditions
}

const inScope = sql<SqlBool>`in_scope(elder.region)`

// Without rights to the whole table the planner knows nothing of arrays; in a CASE it does not take them for very selective.
function heldToday(categories: readonly string[]): Expression<SqlBool> {
  return sql`case when elder.categories @> ${categories}::text[] then in_scope(elder.region) end`
}

/** Follows from being of the category today, and reaches an index where few are. */
function recordedOnce(category: string): Expression<SqlBool> {
  const [kind = '', value = ''] = category.split(':')
  return sql`(elder.county, elder.id) in
    (select county, elder_id from elder_circumstance where kind = ${kind} and value = ${value})`
}

function placeConditions(where: Where, filter: ElderFilter, reader: Reader): Expression<SqlBool>[] {
  const ranges = (filter.region ? [filter.region] : reader.regions).map(rangeOf)
  const from = ranges.map((range) => range.from).sort()[0] ?? ''
  const to = ranges.map((range) => range.to).sort()[ranges.length - 1] ?? ''
  const column = filter.basis === 'registration' ? 'registered_region' : 'region'
  const county = from.slice(0, 6)
  // A whole county is asked for by its own column, whose indexes are in the order of the list.
  if (column === 'region' && levelOf(from) === 'county' && to === rangeOf(from).to)
    return [where('county', '=', county)]
  const between = [where(column, '>=', from), where(column, '<=', to)]
  // The range around several divisions holds others too, whose elders are readable where their registration is here.
  return ranges.length === 1 ? between : [...between, sql<SqlBool>`in_scope(${sql.ref(`elder.${column}`)})`]
}

/** Who is not shown a number does not learn whose it is by trying it out. */
function isWithheld({ by }: ElderSearch, { withheld }: Reader): boolean {
  if (by === 'phone') return withheld.has('contact')
  return (by === 'document-number' || by === 'document-end') && withheld.has('identity')
}

function searchCondition(
  where: Where,
  search: ElderSearch,
  vault: Vault,
  way: LettersAre | undefined,
): Expression<SqlBool> {
  switch (search.by) {
    case 'document-number':
      return where(
        'document_number_index',
        'in',
        search.keys.flatMap((key) => indexesOfDocument(vault, key)),
      )
    case 'phone':
      return where('phone_index', 'in', indexesOfPhone(vault, search.phone))
    case 'document-end':
      return where('document_number_end', '=', search.end)
    case 'name':
      return where.or([beginsWith(where, 'name', search.name), beginsWith(where, 'given_name', search.name)])
    case 'letters': {
      const pinyin = beginsWith(where, 'pinyin', search.letters)
      const initials = beginsWith(where, 'initials', search.letters)
      // One letter is the first of both.
      if (way === 'pinyin' || search.letters.length === 1) return pinyin
      return way === 'initials' ? where.and([initials, where.not(pinyin)]) : where.or([pinyin, initials])
    }
  }
}

/** A prefix as a range: under row rights LIKE does not reach an index, comparisons do. */
function beginsWith(
  where: Where,
  column: 'name' | 'given_name' | 'pinyin' | 'initials',
  prefix: string,
): Expression<SqlBool> {
  return where.and([where(column, '>=', prefix), where(column, '<', `${prefix}\u{10FFFF}`)])
}

/** A level counts while its assessment is valid; the last day belongs to it. */
function levelCondition(where: Where, wanted: readonly string[], today: Day): Expression<SqlBool> {
  const valid = where.and([
    where('ability_level', 'is not', null),
    where.or([where('ability_valid_until', 'is', null), where('ability_valid_until', '>=', today)]),
  ])
  const levels = wanted.filter((level) => level !== 'none').map(Number)
  return where.or([
    ...(levels.length ? [where.and([valid, where('ability_level', 'in', levels)])] : []),
    ...(wanted.includes('none') ? [where.not(valid)] : []),
  ])
}

function requireCategory(category: string): void {
  const [kind = '', value = ''] = category.split(':')
  const known = findCircumstanceKind(kind)
  if (!known || !Object.hasOwn(known.values, value)) throw unknownCategory({ at: '/category', values: { category } })
}
