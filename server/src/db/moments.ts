import { sql } from 'kysely'
import type { Database, Tx } from './database.ts'

/** Transactions that read as of one moment and change nothing, as whoever is connected. */
export function momentsOf(database: Database): <T>(run: (tx: Tx) => Promise<T>) => Promise<T> {
  return (run) =>
    database.connection().execute(async (tx) => {
      await sql.raw(`begin isolation level repeatable read read only; set local timezone to 'UTC'`).execute(tx)
      try {
        return await run(tx)
      } finally {
        await sql`rollback`.execute(tx)
      }
    })
}
