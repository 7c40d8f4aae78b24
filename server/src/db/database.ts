import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import { poolDriver } from './connection.ts'
import type { DB } from './generated.ts'

export type Database = Kysely<DB>

/** A database inside an open transaction with the scope of whoever acts. Operations and queries take this and nothing wider. */
export type Tx = Kysely<DB>

const { types } = pg
types.setTypeParser(types.builtins.DATE, (value) => value)
types.setTypeParser(types.builtins.INT8, (value) => Number(value))
types.setTypeParser(types.builtins.NUMERIC, (value) => Number(value))

/** Opens a pool. Days come back as `YYYY-MM-DD`, bigint as numbers (fen and counts stay below 2^53). */
export function openDatabase(url: string, size: number): { database: Database; pool: pg.Pool } {
  const pool = new pg.Pool({ connectionString: url, max: size, application_name: 'yinian', pipeline: true })
  pool.on('error', () => {})
  const dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => poolDriver(pool),
    createIntrospector: (database: Kysely<unknown>) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
  return { database: new Kysely<DB>({ dialect }), pool }
}
