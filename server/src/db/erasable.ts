import type { Text } from '@yinian/core/language/text.ts'
import type { ErasureRuleId } from '@yinian/core/privacy/retention-rules.ts'
import type { Day } from '@yinian/core/time/day.ts'
import type { Vault } from '../crypto/vault.ts'
import type { Tx } from './database.ts'

export interface ErasureSubject {
  readonly county: string
  readonly subjectId: string
}

/** Something a retention rule stands over, as its module knows it. */
export interface Erasable {
  readonly rule: ErasureRuleId
  /** What began to be kept on `until` or earlier and was never proposed, oldest first. */
  listDue(
    tx: Tx,
    asked: { readonly until: Day; readonly limit: number },
  ): Promise<
    readonly {
      readonly county: string
      readonly id: string
      readonly region: string
      readonly elderId: string | null
      readonly from: Day
    }[]
  >
  /**
   * Holds the subject until the transaction ends and says since when it is kept and what stands against erasing it; absent
   * when it is not there. `from` is null while the event has not come.
   */
  find(
    tx: Tx,
    subject: ErasureSubject,
  ): Promise<{ readonly from: Day | null; readonly blockers: readonly Text[] } | undefined>
  /** What subjects are called, as long as they have names. */
  nameOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Erases as the role `eraser`. @returns rows touched, by table */
  erase(work: { readonly tx: Tx; readonly vault: Vault }, subject: ErasureSubject): Promise<Record<string, number>>
}
