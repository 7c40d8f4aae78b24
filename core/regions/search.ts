/** What somebody typed to find a division. */
export type RegionSearch =
  | { readonly by: 'code'; readonly text: string }
  | { readonly by: 'pinyin'; readonly text: string }
  | { readonly by: 'name'; readonly text: string }

/**
 * Digits are a code, letters are pinyin or initials (blanks, apostrophes and tones do not matter), everything else is a
 * name. Null when nothing is left to look for.
 */
export function readRegionSearch(typed: string): RegionSearch | null {
  const text = typed.normalize('NFKC').trim()
  if (/^\d{1,12}$/.test(text)) return { by: 'code', text }
  if (/^\p{Script=Latin}/u.test(text) && !/\p{Script=Han}/u.test(text)) {
    const letters = text
      .toLowerCase()
      .replace(/[üǖǘǚǜ]/g, 'v')
      .normalize('NFD')
      .replace(/[^a-z0-9]/g, '')
    return letters === '' ? null : { by: 'pinyin', text: letters }
  }
  const name = text.replace(/\s+/g, '')
  return name === '' ? null : { by: 'name', text: name }
}
