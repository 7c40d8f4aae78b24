import pg from 'pg'
import { migrate, readMigrations } from './migrate.ts'

/**
 * Makes a database ready for the application: creates it when missing, runs the migrations as its owner and gives the
 * login role `yinian_app` its password.
 * @param ownerUrl connection of the owner role to the database itself
 * @returns the migrations that ran
 */
export async function setUpDatabase(ownerUrl: string, appPassword: string): Promise<string[]> {
  await createWhenMissing(ownerUrl)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const ran = await migrate(owner, await readMigrations())
    await owner.query(`alter role yinian_app password ${pg.escapeLiteral(appPassword)}`)
    return ran
  } finally {
    await owner.end()
  }
}

/** The application's own connection: same server and database, the role that owns nothing. */
export function appUrl(ownerUrl: string, appPassword: string): string {
  const url = new URL(ownerUrl)
  url.username = 'yinian_app'
  url.password = encodeURIComponent(appPassword)
  return url.toString()
}

export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.toString()
}

/** Creates the database a connection names, UTF-8, where the server has none of that name. */
export async function createWhenMissing(ownerUrl: string): Promise<void> {
  const name = decodeURIComponent(new URL(ownerUrl).pathname.slice(1))
  const probe = new pg.Client({ connectionString: ownerUrl })
  try {
    await probe.connect()
    await probe.end()
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw error
    const server = new pg.Client({ connectionString: databaseUrl(ownerUrl, 'postgres') })
    await server.connect()
    await server.query(`create database ${pg.escapeIdentifier(name)} encoding 'UTF8' template template0`)
    await server.end()
  }
}
