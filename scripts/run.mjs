// Runs a command of the project with the project's own Node 24, installing dependencies first when they are missing or
// older than the lock file. Plain JavaScript, because it must start on whatever Node the machine has.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.yinian-installed')
const [command = '', ...rest] = process.argv.slice(2)

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

function installed() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash() && existsSync(ownNode())
}

function ownNode() {
  return join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
}

function install() {
  console.log('Installing dependencies (npm ci) …')
  const npm = process.env.npm_execpath
  const result = npm
    ? spawnSync(process.execPath, [npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
        cwd: root,
        stdio: 'inherit',
      })
    : spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit' })
  if (result.status !== 0) {
    console.error('npm ci failed; see above.')
    process.exit(result.status ?? 1)
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, lockHash())
}

const scripts = {
  start: ['server/src/main.ts'],
  dev: ['scripts/dev.ts'],
  test: ['scripts/test.ts'],
  check: ['scripts/check.ts'],
  generate: ['scripts/generate.ts'],
  bench: ['bench/main.ts'],
  'audit:verify': ['scripts/audit-verify.ts'],
  backup: ['scripts/backup.ts'],
  restore: ['scripts/restore.ts'],
  'db:distribute': ['scripts/db-distribute.ts'],
  keys: ['scripts/keys.ts'],
}

if (!(command in scripts)) {
  console.error(`Unknown command "${command}". There are: ${Object.keys(scripts).join(', ')}.`)
  process.exit(2)
}
if (!installed()) install()
const result = spawnSync(ownNode(), [...scripts[command], ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    NODE_OPTIONS: [process.env.NODE_OPTIONS, '--disable-warning=ExperimentalWarning'].filter(Boolean).join(' '),
  },
})
process.exit(result.status ?? 1)
