import { pinyin, polyphonic } from 'pinyin-pro'
import { placeReadings } from './place-readings.ts'

export interface Romanised {
  /** Syllables joined, without tones, `ü` as `v`: `zhanggongqu`. Letters and digits of the name stay, other signs go. */
  readonly pinyin: string
  /** Their first letters: `zgq`. */
  readonly initials: string
}

/** Frequent parts that the dictionary would look up for a reading that names of places never have; this halves the work. */
const settled: Readonly<Record<string, string>> = {
  居民委员会: 'ju min wei yuan hui',
  村民委员会: 'cun min wei yuan hui',
  居委会: 'ju wei hui',
  村委会: 'cun wei hui',
  区: 'qu',
  县: 'xian',
  家: 'jia',
  南: 'nan',
  红: 'hong',
  石: 'shi',
  屯: 'tun',
  万: 'wan',
  朱: 'zhu',
  孙: 'sun',
}
const known = new Map(
  Object.entries({ ...placeReadings, ...settled }).map(([word, syllables]) => [word, syllables.split(' ')]),
)
const special = new RegExp(`(${[...known.keys()].join('|')})`)

/** Characters met so far that have one reading only; null where the reading depends on the word. */
const readings = new Map<string, string | null>()

/** How a place name is typed by those who write pinyin. */
export function romanise(name: string): Romanised {
  const syllables = name.split(special).flatMap((part) => known.get(part) ?? syllablesOf(part))
  const typed = syllables
    .map((syllable) =>
      syllable
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^a-z0-9]/g, ''),
    )
    .filter(Boolean)
  return { pinyin: typed.join(''), initials: typed.map((syllable) => syllable[0]).join('') }
}

/** Words are only looked up where a character has several readings: most names need no dictionary. */
function syllablesOf(part: string): string[] {
  const alone: string[] = []
  for (const character of part) {
    const reading = readingOf(character)
    if (reading === null) return pinyin(part, { toneType: 'none', type: 'array', v: true })
    alone.push(reading)
  }
  return alone
}

function readingOf(character: string): string | null {
  const met = readings.get(character)
  if (met !== undefined) return met
  const several = new Set(
    (polyphonic(character, { toneType: 'none', type: 'array', v: true })[0] ?? []).filter(Boolean),
  )
  const reading = several.size > 1 ? null : ([...several][0] ?? character)
  readings.set(character, reading)
  return reading
}
