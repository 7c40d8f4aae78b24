import type { Text } from '@yinian/core/language/text.ts'
import { type PlaceChild, plainPath, stepDown } from '@yinian/core/people/import-places.ts'
import { ancestorsOf, isWithin, type Level, levelOf, nation, type RegionCode } from '@yinian/core/regions/code.ts'
import type { Tx } from '../../db/database.ts'

export type FoundPlace =
  | { readonly code: RegionCode; readonly level: Level; readonly rest: string }
  /** `unknown` apart from names that several places bear. */
  | { readonly fault: Text; readonly unknown: boolean }

/** Finds divisions by the names people write, keeping what it has read of the tree for the next row. */
export interface PlaceFinder {
  /** @param from where names are looked for first; then in the divisions above it, one after the other */
  find(tx: Tx, path: string, from: RegionCode): Promise<FoundPlace>
  exists(tx: Tx, code: RegionCode): Promise<boolean>
}

export function makePlaceFinder(): PlaceFinder {
  const children = new Map<string, PlaceChild[]>()
  const found = new Map<string, FoundPlace>()
  const known = new Map<RegionCode, boolean>()

  async function below(tx: Tx, parents: readonly RegionCode[]): Promise<PlaceChild[]> {
    const key = parents.join()
    const held = children.get(key)
    if (held) return held
    const rows = await tx
      .selectFrom('region')
      .select(['code', 'name', 'level'])
      .where('parent', 'in', [...parents])
      .where('valid_to', 'is', null)
      .execute()
    const read = rows.map((row) => ({ code: row.code, name: row.name, level: row.level as Level }))
    children.set(key, read)
    return read
  }

  /** One level may be left out (章贡区新路村), as people do who know the place. */
  async function step(tx: Tx, at: RegionCode, path: string) {
    const direct = await below(tx, [at])
    if (direct.length === 0) return { found: null }
    const one = stepDown(path, direct)
    return one.found === null
      ? stepDown(
          path,
          await below(
            tx,
            direct.map(({ code }) => code),
          ),
        )
      : one
  }

  async function walk(tx: Tx, path: string, from: RegionCode): Promise<FoundPlace | undefined> {
    let at: PlaceChild | undefined
    let rest = path
    while (rest !== '' && at?.level !== 'village') {
      const next = await step(tx, at?.code ?? from, rest)
      if (next.found === 'several') return { fault: several(rest), unknown: false }
      if (next.found === null) break
      at = next.found
      rest = next.rest
    }
    return at && { code: at.code, level: at.level, rest }
  }

  return {
    async find(tx, written, from) {
      const path = plainPath(written)
      const key = `${from}:${path}`
      const held = found.get(key)
      if (held) return held
      const whole = (await below(tx, [nation])).some(({ name }) => path.startsWith(name))
      const upwards = [from, ...ancestorsOf(from).reverse(), nation].filter((code) => levelOf(code) !== 'village')
      const starts = whole ? [nation] : upwards
      let answer: FoundPlace = { fault: unknown(written), unknown: true }
      for (const start of [...new Set(starts)]) {
        const place = await walk(tx, path, start)
        if (!place) continue
        answer = place
        break
      }
      found.set(key, answer)
      return answer
    },
    async exists(tx, code) {
      const held = known.get(code)
      if (held !== undefined) return held
      const row = await tx.selectFrom('region').select('code').where('code', '=', code).executeTakeFirst()
      known.set(code, row !== undefined)
      return row !== undefined
    },
  }
}

export function isInScope(code: RegionCode, regions: readonly RegionCode[]): boolean {
  return regions.some((region) => isWithin(code, region))
}

const several = (name: string): Text => ({
  zh: `有几个地方叫“${name}”，请写明乡镇和村（居）委会全称`,
  en: `Several places are called “${name}”; write the town and the full name`,
})

const unknown = (name: string): Text => ({
  zh: `没有找到“${name}”`,
  en: `“${name}” was not found`,
})
