/** What people leave off when they say a name, in characters, pinyin and initials: 赣州 for 赣州市, `gz` for `gzs`. */
const leftOff = {
  name: [
    '',
    '省',
    '市',
    '区',
    '县',
    '旗',
    '镇',
    '乡',
    '街道',
    '村',
    '社区',
    '村委会',
    '村民委员会',
    '居委会',
    '居民委员会',
  ],
  pinyin: ['', 'sheng', 'shi', 'qu', 'xian', 'qi', 'zhen', 'xiang', 'jiedao', 'cun', 'shequ'],
  initials: ['', 's', 'q', 'x', 'z', 'jd', 'c', 'sq'],
} as const

/** Everything that counts as the same as what was typed. */
export function wholeForms(text: string, of: keyof typeof leftOff): string[] {
  return leftOff[of].map((ending) => text + ending)
}

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
