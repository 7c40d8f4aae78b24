import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CompiledQuery } from 'kysely'
import { from, to } from 'pg-copy-streams'
import type { Tx } from '../db/database.ts'

/**
 * Streams the rows of `copy (select …) to stdout` out of one snapshot: several times faster than fetching pages, and
 * never more in memory than one piece, whose rows are given together (bench/benefits-run.ts).
 * @param select a statement whose values are literals; COPY takes no parameters
 */
export async function* copyOut(tx: Tx, select: string): AsyncGenerator<(string | null)[][]> {
  const stream = to(`copy (${select}) to stdout`)
  await submit(tx, stream)
  let rest = ''
  stream.setEncoding('utf8')
  for await (const piece of stream) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    yield lines.map((line) => line.split('\t').map(readCell))
  }
}

/** Writes rows by `copy … from stdin`; the table may not have row rights, so it is a temporary one. */
export async function copyIn(
  tx: Tx,
  target: string,
  rows: Iterable<readonly (string | number | null)[]>,
): Promise<void> {
  const stream = from(`copy ${target} from stdin`)
  await submit(tx, stream)
  await pipeline(Readable.from(pieces(rows)), stream)
}

function* pieces(rows: Iterable<readonly (string | number | null)[]>): Generator<string> {
  let piece = ''
  for (const row of rows) {
    piece += `${row.map(writeCell).join('\t')}\n`
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

/** The driver takes a stream in place of a statement (pg: Submittable); the connection stays that of the transaction. */
async function submit(tx: Tx, stream: ReturnType<typeof from> | ReturnType<typeof to>): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(stream as unknown as string))
}

const written: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const read: Readonly<Record<string, string>> = { '\\\\': '\\', '\\t': '\t', '\\n': '\n', '\\r': '\r' }

function writeCell(cell: string | number | null): string {
  if (cell === null) return '\\N'
  return typeof cell === 'number' ? String(cell) : cell.replace(/[\\\t\n\r]/g, (sign) => written[sign] ?? sign)
}

function readCell(cell: string): string | null {
  if (cell === '\\N') return null
  return cell.includes('\\') ? cell.replace(/\\[\\tnr]/g, (sign) => read[sign] ?? sign) : cell
}
