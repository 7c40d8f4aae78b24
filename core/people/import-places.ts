import type { Level, RegionCode } from '../regions/code.ts'
import { displayName, shortName } from '../regions/names.ts'

export interface PlaceChild {
  readonly code: RegionCode
  readonly name: string
  readonly level: Level
}

export type PlaceStep =
  | { readonly found: PlaceChild; readonly rest: string }
  | { readonly found: 'several' }
  | { readonly found: null }

const committee = /^(社区|村)?(居民委员会|居委会|村民委员会|民委员会|村委会|委会|社区|村)?/

/** A name path without blanks and punctuation: `章贡区/沙石镇 新路村` → `章贡区沙石镇新路村`. */
export function plainPath(written: string): string {
  return written.normalize('NFKC').replace(/[\s,，、/\\>→\-—_·|]+/gu, '')
}

/** The ways people write a division: in full, in the short form, without the committee, without 村 or 社区. */
export function writtenForms({ name, level }: Pick<PlaceChild, 'name' | 'level'>): string[] {
  const short = shortName(name, level)
  const forms = [name, displayName(name), short]
  if (level === 'village') {
    const stem = short.replace(/(社区|村)$/, '')
    const kind = short.slice(stem.length)
    forms.push(
      stem,
      `${stem}${kind}居委会`,
      `${stem}${kind}居民委员会`,
      `${stem}${kind}村委会`,
      `${stem}村民委员会`,
      `${stem}${kind}委会`,
    )
  }
  if (level === 'town') forms.push(name.replace(/街道办事处$/, '街道'), `${short}街道办事处`)
  return [...new Set(forms)].filter((form) => form.length >= 2)
}

/**
 * One step down: the child whose name the path begins with, the longest first. A stem that two villages share
 * (水口村, 水口社区) names neither.
 */
export function stepDown(path: string, children: readonly PlaceChild[]): PlaceStep {
  let best: { children: PlaceChild[]; length: number } = { children: [], length: 0 }
  for (const child of children) {
    const length = Math.max(0, ...writtenForms(child).map((form) => (path.startsWith(form) ? form.length : 0)))
    if (length === 0 || length < best.length) continue
    best = length === best.length ? { children: [...best.children, child], length } : { children: [child], length }
  }
  const [found, ...others] = best.children
  if (!found) return { found: null }
  if (others.length > 0) return { found: 'several' }
  const rest = path.slice(best.length)
  return { found, rest: found.level === 'village' ? rest.replace(committee, '') : rest }
}
