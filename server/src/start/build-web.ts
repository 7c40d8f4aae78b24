import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Builds the pages when their sources have changed since the last build. */
export async function buildWeb(root: string): Promise<void> {
  const stamp = join(root, 'web/dist/.sources')
  const fresh = hashOfSources(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fresh) return
  process.stdout.write('正在构建页面… Building the pages …\n')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'web'),
    stdio: 'inherit',
    // Whoever builds them, a test or a developer: people are served what is meant for people.
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (built.status !== 0) throw new Error('The pages could not be built; see above.')
  writeFileSync(stamp, fresh)
}

function hashOfSources(root: string): string {
  const patterns = [
    'web/**/*.{ts,tsx,css,html,svg,png,json,webmanifest}',
    'core/**/*.{ts,json}',
    'package-lock.json',
    'server/src/start/build-web.ts',
  ]
  const files = globSync(patterns, {
    cwd: root,
    exclude: (name) => /(^|\/)(node_modules|dist)(\/|$)/.test(String(name)),
  }).sort()
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}
