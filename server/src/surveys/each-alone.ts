import { Problem } from '@yinian/core/http/problem.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

interface Place {
  readonly county: string
  readonly id: string
}

interface Outcome extends Place {
  readonly done: boolean
  readonly problem: Text | null
}

/** Does something for each of many, each whole or not at all, and tells of each what became of it. */
export async function eachAlone(
  tx: Tx,
  places: readonly Place[],
  run: (place: Place) => Promise<unknown>,
): Promise<{ rows: { county: string; id: string; done: boolean; problem: { zh: string; en: string } | null }[] }> {
  const rows: Outcome[] = []
  for (const place of places) {
    const problem = await triedAlone(tx, () => run(place))
    rows.push({ ...place, done: problem === undefined, problem: problem ? problem.toReply().message : null })
  }
  return { rows: rows.map((row) => ({ ...row, problem: row.problem && { ...row.problem } })) }
}

/** Runs something that is undone by itself when it is refused. @returns why it was refused */
export async function triedAlone(tx: Tx, run: () => Promise<unknown>): Promise<Problem | undefined> {
  await sql`savepoint alone`.execute(tx)
  try {
    await run()
    await sql`release savepoint alone`.execute(tx)
    return undefined
  } catch (error) {
    await sql`rollback to savepoint alone`.execute(tx)
    if (!(error instanceof Problem)) throw error
    return error
  }
}
