import { pinyin } from 'pinyin-pro'

export interface RomanisedName {
  /** Syllables joined, without tones, `ü` as `v`: `shanguiying`. */
  readonly pinyin: string
  /** Their first letters: `sgy`. */
  readonly initials: string
}

/** How somebody's name is typed by those who write pinyin. The first character is read as a surname: 单 is shan, 仇 is qiu. */
export function romaniseName(name: string): RomanisedName {
  const syllables = pinyin(name.replace(/[·•.]/g, ''), {
    toneType: 'none',
    type: 'array',
    v: true,
    surname: 'head',
    nonZh: 'consecutive',
  })
    .map((syllable) =>
      syllable
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[^a-z0-9]/g, ''),
    )
    .filter(Boolean)
  return { pinyin: syllables.join(''), initials: syllables.map((syllable) => syllable[0]).join('') }
}
