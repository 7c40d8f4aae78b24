import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startEmbeddedPostgres } from '../server/src/db/embedded.ts'
import { databaseUrl, setUpDatabase } from '../server/src/db/set-up.ts'
import { makeLog } from '../server/src/log/log.ts'

/** The Kysely types of the schema as the migrations make it, read from a database of its own. */
export async function databaseTypes(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yinian-types-'))
  await chmod(folder, 0o755)
  const postgres = await startEmbeddedPostgres(folder, 'types', makeLog('warn', false), { keep: false })
  try {
    const url = databaseUrl(postgres.url, 'yinian')
    await setUpDatabase(url, 'types-only-app-password')
    const out = join(folder, 'generated.ts')
    const codegen = join(import.meta.dirname, '../node_modules/.bin/kysely-codegen')
    const arguments_ = [
      '--dialect=postgres',
      `--url=${url}`,
      `--out-file=${out}`,
      '--exclude-pattern=migration',
      '--date-parser=string',
      '--numeric-parser=number',
      '--overrides={"columns":{}}',
    ]
    await promisify(execFile)(codegen, arguments_)
    const written = await readFile(out, 'utf8')
    return written.replaceAll(
      /Int8 = .*;/g,
      'Int8 = ColumnType<number, bigint | number | string, bigint | number | string>;',
    )
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
