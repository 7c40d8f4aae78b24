import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export type Field = string | number | boolean | null | Buffer

/** A table, its columns, and the rows waiting to be copied into it. */
export interface CopyTarget {
  add(fields: readonly Field[]): void
  /** What waits, ready to be copied; absent when nothing does. */
  take(): CopyPiece | undefined
}

/** Rows in COPY's text form. */
export interface CopyPiece {
  readonly statement: string
  readonly rows: number
  /** Has its memory to itself, so that it can be handed to another thread. */
  readonly text: Uint8Array<ArrayBuffer>
}

const encoder = new TextEncoder()

export function copyTarget(table: string, columns: string): CopyTarget {
  const statement = `copy ${table} (${columns}) from stdin`
  const width = columns.split(',').length
  let waiting: string[] = []
  return {
    add(fields) {
      if (fields.length !== width) throw new Error(`${table} takes ${width} fields, not ${fields.length}`)
      waiting.push(fields.map(encode).join('\t'))
    },
    take() {
      if (waiting.length === 0) return undefined
      const piece = { statement, rows: waiting.length, text: encoder.encode(`${waiting.join('\n')}\n`) }
      waiting = []
      return piece
    },
  }
}

/** Copies a piece into its table. */
export async function copyIn(client: pg.ClientBase, { statement, text }: CopyPiece): Promise<void> {
  const stream = client.query(copyFrom(statement))
  stream.end(text)
  await finished(stream)
}

/** COPY's text form. */
function encode(field: Field): string {
  if (field === null) return '\\N'
  if (Buffer.isBuffer(field)) return `\\\\x${field.toString('hex')}`
  if (typeof field === 'boolean') return field ? 't' : 'f'
  if (typeof field === 'number') return String(field)
  return /[\\\t\n\r]/.test(field) ? field.replace(/[\\\t\n\r]/g, escapeOne) : field
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escapeOne(character: string): string {
  return escapes[character] ?? character
}

/** An instant in milliseconds as PostgreSQL reads it. */
export function instant(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString()
}

/** An array of words that need no quotes: codes, categories, ids. */
export function words(list: readonly string[]): string {
  return `{${list.join(',')}}`
}
