import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { makeLog } from '../log/log.ts'
import { startEmbeddedPostgres } from './embedded.ts'
import { databaseUrl, setUpDatabase } from './set-up.ts'
import { startInstalledPostgres } from './testing-postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string
    appPassword: string
  }
}

const appPassword = 'test-only-password-of-the-app-role'

const ownerPassword = 'test-only-owner'
const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/** One PostgreSQL for the whole run, thrown away at its end, with a migrated template that every test file copies.
 * The embedded one, or with `POSTGRES_BIN` the machine's own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'yinian-test-'))
  await chmod(folder, 0o755)
  const bin = process.env.POSTGRES_BIN
  const postgres = bin
    ? await startInstalledPostgres(bin, folder, ownerPassword, [...settings, 'max_connections=60'])
    : await startEmbeddedPostgres(folder, ownerPassword, makeLog('warn', false), { keep: false, settings })
  await setUpDatabase(databaseUrl(postgres.url, 'yinian_template'), appPassword)
  project.provide('postgresUrl', postgres.url)
  project.provide('appPassword', appPassword)
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
