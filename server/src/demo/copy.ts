import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export type Field = string | number | boolean | null | Buffer

/** A table, its columns, and the rows waiting to be copied into it. */
export interface CopyTarget {
  add(fields: readonly Field[]): void
  /** Copies what waits; a target without rows costs nothing. */
  flush(client: pg.ClientBase): Promise<void>
  readonly copied: () => number
}

export function copyTarget(table: string, columns: string): CopyTarget {
  const statement = `copy ${table} (${columns}) from stdin`
  const width = columns.split(',').length
  let waiting: string[] = []
  let copied = 0
  return {
    add(fields) {
      if (fields.length !== width) throw new Error(`${table} takes ${width} fields, not ${fields.length}`)
      waiting.push(fields.map(encode).join('\t'))
    },
    async flush(client) {
      if (waiting.length === 0) return
      const text = `${waiting.join('\n')}\n`
      copied += waiting.length
      waiting = []
      const stream = client.query(copyFrom(statement))
      stream.end(text)
      await finished(stream)
    },
    copied: () => copied,
  }
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
