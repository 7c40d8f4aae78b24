// Everything: checks, generated files, unit, property and integration tests, browser journeys. Last line: `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from './check.ts'
import { findOrInstallChromium } from './chromium.ts'
import { findOrInstallPostgres15 } from './postgres-15.ts'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'yinian-results-'))
let { passed, failed } = check()

const generated = spawnSync(process.execPath, ['scripts/generate.ts', '--check'], { cwd: root, stdio: 'inherit' })
if (generated.status === 0) passed++
else failed++

vitest('unit, property and integration tests', 'vitest.config.ts')
const postgres15 = findOrInstallPostgres15()
if (postgres15)
  vitest('migrations and integration tests on PostgreSQL 15', 'vitest.config.ts', { POSTGRES_BIN: postgres15 }, [
    'server/',
  ])
else
  console.log(
    '\nSkipped: migrations and integration tests on PostgreSQL 15, which is not here and could not be installed',
  )
const chromium = findOrInstallChromium()
if (chromium) vitest('browser journeys', 'e2e/vitest.config.ts', { CHROMIUM: chromium })
else {
  console.error('Browser journeys need Chromium and a Chinese font: apt-get install chromium fonts-noto-cjk')
  failed++
}
rmSync(folder, { recursive: true, force: true })
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function vitest(name: string, config: string, env: Record<string, string> = {}, only: readonly string[] = []): void {
  console.log(`\n${name}`)
  const report = join(folder, `${name.replaceAll(/\W+/g, '-')}.json`)
  const arguments_ = [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...only,
    '--config',
    config,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const run = spawnSync(process.execPath, arguments_, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NO_COLOR: '1', ...env },
  })
  try {
    const result = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
      numFailedTestSuites: number
    }
    passed += result.numPassedTests
    failed += result.numFailedTests
    if (run.status !== 0 && result.numFailedTests === 0) failed += Math.max(1, result.numFailedTestSuites)
  } catch {
    failed++
  }
}
