import { Problem } from '@yinian/core/http/problem.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Tx } from '../db/database.ts'
import { type ElderReference, getElderRow } from '../people/index.ts'

/** The elder; absent for an organisation whose part has ended. */
export async function findElder(tx: Tx, id: string): Promise<ElderReference | undefined> {
  try {
    return await getElderRow(tx, id)
  } catch (error) {
    if (error instanceof Problem && error.kind === notFound) return undefined
    throw error
  }
}
