// The direction of imports: core knows nobody and asks no machine; server and web know core, not each other; a server
// module knows the floors below it and the neighbours listed here, and other modules only through their index.ts.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const floors = [
  ['db', 'http', 'jobs', 'clock', 'crypto', 'config', 'log', 'metrics', 'documents'],
  ['regions', 'access', 'audit', 'privacy', 'localities', 'cases', 'ledger', 'lists', 'notices', 'kept-places'],
  ['people', 'organisations', 'workforce', 'places', 'division-changes'],
  [
    'assessments',
    'benefits',
    'family',
    'insurance',
    'visits',
    'services',
    'homecare',
    'residence',
    'health',
    'emergency',
    'learning',
    'volunteering',
    'surveys',
  ],
  ['indicators', 'data-quality', 'planning', 'supervision', 'exchange'],
  ['home', 'demo'],
  ['start', 'backup'],
]

/** Arrows within a floor: who may look to the side, and at whom. */
const neighbours: Readonly<Record<string, readonly string[]>> = {
  access: ['regions'],
  audit: ['access', 'regions'],
  privacy: ['access', 'regions'],
  ledger: ['access', 'regions'],
  cases: ['access', 'regions'],
  lists: ['access', 'regions'],
  localities: ['access', 'regions'],
  'kept-places': ['access', 'regions'],
  organisations: ['people'],
  places: ['people'],
  'division-changes': ['people'],
  workforce: ['organisations', 'people'],
  benefits: ['assessments'],
  family: ['assessments'],
  insurance: ['assessments'],
  surveys: ['assessments'],
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/g

/** Every import that points the wrong way, as `file → target: why`. */
export function brokenImportRules(root: string): string[] {
  const files = globSync('{core,server,web}/**/*.{ts,tsx}', {
    cwd: root,
    exclude: (name) => /(node_modules|dist)/.test(String(name)),
  })
  return files.flatMap((file) => importsOf(root, file).flatMap((target) => fault(file, target) ?? []))
}

function importsOf(root: string, file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(importPattern)].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? ''
    if (name.startsWith('.')) return normalize(join(dirname(file), name))
    return name.startsWith('@yinian/core/') ? name.replace('@yinian/', '') : name
  })
}

function fault(file: string, target: string): string | undefined {
  // What lays out a world for the tests of several files reaches as far as a test.
  const test = /(\.test\.tsx?|\/testing\.ts)$/.test(file)
  const [place = ''] = file.split('/')
  const [to = ''] = target.split('/')
  const why =
    place === 'core' && ['server', 'web'].includes(to)
      ? 'core knows neither server nor web'
      : place === 'core' && !test && target.startsWith('node:')
        ? 'core asks no machine'
        : place === 'server' && to === 'web'
          ? 'the server does not know the pages'
          : place === 'web' && (to === 'server' || target.startsWith('@yinian/server'))
            ? 'the pages do not know the server'
            : place === 'server' && to === 'server' && !test
              ? serverFault(file, target)
              : undefined
  return why && `${file} → ${target}: ${why}`
}

function serverFault(file: string, target: string): string | undefined {
  const from = file.split('/')[2] ?? ''
  const to = target.split('/')[2] ?? ''
  const fromFloor = floors.findIndex((modules) => modules.includes(from))
  const toFloor = floors.findIndex((modules) => modules.includes(to))
  if (from === to || fromFloor < 0 || toFloor < 0) return undefined
  if (toFloor > fromFloor) return `${from} stands below ${to}`
  if (toFloor === fromFloor && toFloor > 0 && !(neighbours[from] ?? []).includes(to))
    return `${from} and ${to} stand side by side`
  if (toFloor > 0 && !target.endsWith(`/${to}/index.ts`)) return `${to} is imported through its index.ts`
  return undefined
}
