import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import { type ByteSource, piecesOf } from './byte-source.ts'
import { type SpreadsheetLimits, unpacksTooLarge } from './spreadsheet-limits.ts'
import { damaged, SpreadsheetUnreadable } from './unreadable.ts'

/** A file inside a zip file, as its directory tells (APPNOTE.TXT §4.3.12). */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly offset: number
}

const directoryEnd = 0x06054b50
const directoryEnd64 = 0x06064b50
const entriesLimit = 5000
const directoryLimit = 4 * 1024 * 1024

const broken = () => new SpreadsheetUnreadable(damaged)

/** The directory of a zip file, by name. @throws SpreadsheetUnreadable */
export async function readZip(source: ByteSource): Promise<ReadonlyMap<string, ZipEntry>> {
  const { offset, length, count } = await findDirectory(source)
  if (length > directoryLimit || count > entriesLimit || offset + length > source.size) throw broken()
  const directory = await source.read(offset, length)
  const entries = new Map<string, ZipEntry>()
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ]
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/')
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
    const [packed, begin] = wideFields(extra, [
      [directory.readUInt32LE(at + 24), false],
      [directory.readUInt32LE(at + 20), true],
      [directory.readUInt32LE(at + 42), true],
    ])
    if (!entries.has(name))
      entries.set(name, {
        name,
        method: directory.readUInt16LE(at + 10),
        crc: directory.readUInt32LE(at + 16),
        packed: packed ?? 0,
        offset: begin ?? 0,
      })
    at += 46 + nameLength + extraLength + noteLength
  }
  if (entries.size === 0) throw broken()
  return entries
}

/** Programs that write while they compute give every size in the wide field of Zip64 (§4.5.3), small as it may be. */
function wideFields(extra: Buffer, fields: readonly (readonly [value: number, wanted: boolean])[]): number[] {
  let wide: Buffer = Buffer.alloc(0)
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === 1) wide = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
  let at = 0
  const read: number[] = []
  for (const [value, wanted] of fields) {
    const here = value === 0xffffffff
    if (here && at + 8 > wide.length) throw broken()
    if (wanted) read.push(here ? Number(wide.readBigUInt64LE(at)) : value)
    if (here) at += 8
  }
  return read
}

async function findDirectory(source: ByteSource): Promise<{ offset: number; length: number; count: number }> {
  const tailAt = Math.max(0, source.size - 66_000)
  const tail = await source.read(tailAt, source.size - tailAt)
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== directoryEnd) continue
    const end = {
      count: tail.readUInt16LE(at + 10),
      length: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
    }
    if (end.offset !== 0xffffffff && end.length !== 0xffffffff && end.count !== 0xffff) return end
    const locator = at - 20
    if (locator < 0) throw broken()
    const wide = await source.read(Number(tail.readBigUInt64LE(locator + 8)), 56)
    if (wide.length < 56 || wide.readUInt32LE(0) !== directoryEnd64) throw broken()
    return {
      count: Number(wide.readBigUInt64LE(32)),
      length: Number(wide.readBigUInt64LE(40)),
      offset: Number(wide.readBigUInt64LE(48)),
    }
  }
  throw broken()
}

/**
 * Unpacks an entry piece by piece. What it says of its own size counts for nothing: it is stopped where it grows beyond
 * the limit or beyond what honest packing reaches.
 * @throws SpreadsheetUnreadable
 */
export async function* unpack(
  source: ByteSource,
  entry: ZipEntry,
  most: number,
  limits: SpreadsheetLimits,
): AsyncGenerator<Buffer> {
  const head = await source.read(entry.offset, 30)
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) throw broken()
  const begin = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  const end = begin + entry.packed
  if (end > source.size || (entry.method !== 0 && entry.method !== 8)) throw broken()
  const packed = piecesOf(source, begin, end)
  let [size, crc] = [0, 0]
  for await (const piece of entry.method === 8 ? inflated(packed) : packed) {
    size += piece.length
    if (size > most || (size > limits.ratioFrom && size > entry.packed * limits.ratio))
      throw new SpreadsheetUnreadable(unpacksTooLarge)
    crc = crc32(piece, crc)
    yield piece
  }
  if (crc !== entry.crc) throw broken()
}

async function* inflated(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 })
  // A fault on the way destroys the inflating stream with it, and reading that is where it is told.
  const fed = pipeline(Readable.from(packed, { objectMode: false }), inflate).catch(() => undefined)
  try {
    for await (const piece of inflate) yield piece as Buffer
  } catch (error) {
    if (error instanceof SpreadsheetUnreadable || !isZlibError(error)) throw error
    throw broken()
  } finally {
    inflate.destroy()
    await fed
  }
}

function isZlibError(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' && (code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE')
}
