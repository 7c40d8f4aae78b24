import { randomUUID } from 'node:crypto'
import type { Scope } from '@yinian/core/access/actor.ts'
import pg from 'pg'
import { inject } from 'vitest'
import { makeVault, type Vault } from '../crypto/vault.ts'
import { type Database, openDatabase, type Tx } from './database.ts'
import { appUrl, databaseUrl } from './set-up.ts'
import { inTransaction } from './transaction.ts'

export interface TestDatabase {
  /** Owner connection: no row rights. For laying out a world and looking at what really is in the tables. */
  readonly owner: Database
  /** What the application sees: no rights of its own outside `inTransaction`. */
  readonly database: Database
  readonly vault: Vault
  readonly ownerUrl: string
  readonly appUrl: string
  /** Runs as somebody with a scope, and commits. */
  as<T>(scope: Partial<Scope>, run: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** A migrated PostgreSQL database of the test file's own; call `close` in afterAll. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl')
  const appPassword = inject('appPassword')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name} template yinian_template`)
  const ownerUrl = databaseUrl(server, name)
  const owner = openDatabase(ownerUrl, 4)
  const app = openDatabase(appUrl(ownerUrl, appPassword), 8)
  const vaultConnections = openDatabase(appUrl(ownerUrl, appPassword), 2)
  return {
    owner: owner.database,
    database: app.database,
    vault: makeVault(
      vaultConnections.database,
      Buffer.alloc(32, 'master key of the tests'),
      Buffer.alloc(32, 'index'),
      {
        followsWithin: 200,
      },
    ),
    ownerUrl,
    appUrl: appUrl(ownerUrl, appPassword),
    as: (scope, run) =>
      inTransaction(
        app.database,
        { role: 'official', accountId: null, regions: [], organisationId: null, ...scope },
        run,
      ),
    async close() {
      await Promise.all([owner.pool.end(), app.pool.end(), vaultConnections.pool.end()])
      await admin.query(`drop database if exists ${name} with (force)`)
      await admin.end()
    },
  }
}
