import { keyReused } from '@yinian/core/http/problems.ts'
import { sql } from 'kysely'
import { nobodysCounty, type SealedTable } from '../crypto/sealed-table.ts'
import type { Vault } from '../crypto/vault.ts'
import type { Tx } from '../db/database.ts'
import { prepare, sendAlongPrepared } from '../db/statements.ts'

export interface Command {
  readonly accountId: string
  readonly key: string
  readonly endpoint: string
  readonly hash: Buffer
  readonly at: Date
}

/**
 * Carries a command out once. The key is taken in the command's own transaction: a second request with the same key waits
 * for the first to end and then gets its answer; a first one that failed leaves nothing behind, so it can be tried again.
 * @throws keyReused when the same key comes with another request
 */
export async function answerOnce<T>(
  tx: Tx,
  vault: Vault,
  command: Command,
  carryOut: () => Promise<T> | T,
): Promise<T> {
  const taken = await tx
    .insertInto('command')
    .values({
      account_id: command.accountId,
      key: command.key,
      endpoint: command.endpoint,
      request_hash: command.hash,
      at: command.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!taken) return storedAnswer<T>(tx, vault, command)
  const answer = await carryOut()
  const sealed = await vault.seal(nobodysCounty, labelOf(command), JSON.stringify(answer))
  await sendAlongPrepared(tx, keepAnswer, { ...command, sealed })
  return answer
}

const keepAnswer = prepare('http.keep-answer', ({ sealed, accountId, key }: Command & { readonly sealed: Buffer }) => {
  return sql`update command set reply_sealed = ${sealed} where account_id = ${accountId} and key = ${key}`
})

async function storedAnswer<T>(tx: Tx, vault: Vault, command: Command): Promise<T> {
  const stored = await tx
    .selectFrom('command')
    .select(['endpoint', 'request_hash', 'reply_sealed'])
    .where('account_id', '=', command.accountId)
    .where('key', '=', command.key)
    .executeTakeFirstOrThrow()
  if (stored.endpoint !== command.endpoint || !stored.request_hash.equals(command.hash)) throw keyReused()
  if (!stored.reply_sealed) throw new Error('A command was committed without its answer.')
  return JSON.parse(await vault.open(nobodysCounty, labelOf(command), stored.reply_sealed)) as T
}

function labelOf(command: Pick<Command, 'accountId' | 'key'>): string {
  return `command.reply:${command.accountId}:${command.key}`
}

/** Answers belong to no county, and are forgotten after seven days. */
export const commandTable: SealedTable = {
  table: 'command',
  byCounty: false,
  key: { account_id: 'uuid', key: 'text' },
  values: [
    { column: 'reply_sealed', label: (row) => labelOf({ accountId: row.account_id ?? '', key: row.key ?? '' }) },
  ],
}
