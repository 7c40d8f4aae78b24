// Format, lint, types and import rules. `--write` mends what can be mended.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { brokenImportRules } from './import-rules.ts'

const root = join(import.meta.dirname, '..')
const write = process.argv.includes('--write')

function run(name: string, command: string, arguments_: readonly string[]): boolean {
  const result = spawnSync(join(root, 'node_modules/.bin', command), arguments_, { cwd: root, stdio: 'inherit' })
  console.log(`${result.status === 0 ? '✓' : '✗'} ${name}`)
  return result.status === 0
}

/** Runs the checks and answers how many passed and failed. */
export function check(): { passed: number; failed: number } {
  const broken = brokenImportRules(root)
  for (const line of broken) console.error(line)
  console.log(`${broken.length === 0 ? '✓' : '✗'} import rules`)
  const results = [
    broken.length === 0,
    run('format and lint', 'biome', ['check', ...(write ? ['--write'] : []), '.']),
    run('types of core and server', 'tsc', ['-p', '.']),
    run('types of the pages', 'tsc', ['-p', 'web']),
  ]
  const passed = results.filter(Boolean).length
  return { passed, failed: results.length - passed }
}

if (import.meta.main) process.exitCode = check().failed === 0 ? 0 : 1
