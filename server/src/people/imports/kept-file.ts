import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Vault } from '../../crypto/vault.ts'
import type { Tx } from '../../db/database.ts'
import { type ByteSource, bytesInParts, bytesOf } from '../../documents/byte-source.ts'

export const importLabels = {
  /** Imports of before arrived in one piece. */
  file: (importId: string) => `people_import.file:${importId}`,
  part: (importId: string, part: number) => `people_import_part.content:${importId}.${part}`,
  samples: (importId: string) => `people_import.samples:${importId}`,
}

export interface KeptFile {
  readonly county: string
  readonly id: string
  readonly file_size: number
  readonly part_size: number
}

export const keptFileColumns = ['county', 'id', 'file_size', 'part_size'] as const

/**
 * The file of an import, opened part by part.
 * @param ask runs a query in a transaction that may see the import
 */
export async function openKeptFile(
  vault: Vault,
  kept: KeptFile,
  ask: <T>(query: (tx: Tx) => Promise<T>) => Promise<T>,
): Promise<ByteSource> {
  const { county, id } = kept
  const open = async (label: string, sealed: Buffer) => Buffer.from(await vault.open(county, label, sealed), 'base64')
  if (kept.part_size === 0) {
    const { rows } = await ask((tx) =>
      sql<{
        file: Buffer
      }>`select file_sealed as file from people_import where county = ${county} and id = ${id}`.execute(tx),
    )
    return bytesOf(await open(importLabels.file(id), rows[0]?.file ?? Buffer.alloc(0)))
  }
  return bytesInParts(kept.file_size, kept.part_size, async (part) => {
    const row = await ask((tx) =>
      tx
        .selectFrom('people_import_part')
        .select('content_sealed')
        .where('county', '=', county)
        .where('import_id', '=', id)
        .where('part', '=', part)
        .executeTakeFirstOrThrow(),
    )
    return open(importLabels.part(id, part), row.content_sealed)
  })
}

export function partsOf({ file_size, part_size }: Pick<KeptFile, 'file_size' | 'part_size'>): number {
  return Math.ceil(file_size / part_size)
}

export function sizeOfPart({ file_size, part_size }: Pick<KeptFile, 'file_size' | 'part_size'>, part: number): number {
  return Math.max(0, Math.min(part_size, file_size - part * part_size))
}

export function digestOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest()
}
