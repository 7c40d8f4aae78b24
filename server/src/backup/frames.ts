import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { BackupRefused } from './manifest.ts'

// A backup file is a head in clear, then frames: four bytes of length, one of kind, the content. Sealed, each frame is
// AES-256-GCM under a key of this file alone, with its number as nonce, so that none can be changed, moved or left out;
// the last has a kind of its own and holds the SHA-256 of all before it, so that a file cut short or changed is noticed
// without a key, too.

export const kinds = { manifest: 77, tableStart: 84, data: 68, tableEnd: 69, end: 90 } as const
export type Kind = (typeof kinds)[keyof typeof kinds]

export interface Frame {
  readonly kind: Kind
  readonly content: Buffer
}

interface Head {
  readonly format: 'yinian.backup.1'
  readonly madeAt: string
  /** Null: readable by whoever holds the file (sealed fields stay sealed in it). */
  readonly sealed: { readonly algorithm: 'aes-256-gcm'; readonly salt: string; readonly key: string } | null
}

const magic = Buffer.from('YINIANB1')
const largestFrame = 16 * 1024 * 1024

/** Tells one key from another without telling the key. */
export function fingerprint(purpose: string, key: Buffer): string {
  return createHmac('sha256', key).update(`yinian fingerprint of ${purpose}`).digest('hex').slice(0, 16)
}

export async function makeFrameFile(path: string, madeAt: Date, backupKey: Buffer | null) {
  const file = await open(path, 'wx', 0o600)
  const salt = randomBytes(32)
  const head: Head = {
    format: 'yinian.backup.1',
    madeAt: madeAt.toISOString(),
    sealed: backupKey && {
      algorithm: 'aes-256-gcm',
      salt: salt.toString('base64'),
      key: fingerprint('backup key', backupKey),
    },
  }
  const text = Buffer.from(JSON.stringify(head))
  await file.write(Buffer.concat([magic, lengthOf(text), text]))
  const key = backupKey && keyOfFile(backupKey, salt)
  const sum = createHash('sha256').update(text)
  let number = 0
  return {
    async write(kind: Kind, content: Buffer | string = ''): Promise<void> {
      const plain = Buffer.concat([Buffer.from([kind]), kind === kinds.end ? sum.digest() : Buffer.from(content)])
      if (kind !== kinds.end) sum.update(plain)
      const body = key ? sealFrame(key, number++, plain) : plain
      await writeAll(file, Buffer.concat([lengthOf(body), body]))
    },
    async close(): Promise<void> {
      await file.sync()
      await file.close()
    },
  }
}

/** @throws BackupRefused when it is no backup, was changed or cut short, or its key is missing or another */
export async function* framesIn(path: string, backupKey: Buffer | null): AsyncGenerator<Frame> {
  const bytes = bytesIn(path)
  if (!(await bytes.take(magic.length)).equals(magic)) throw new BackupRefused(`${path} 不是备份文件 is not a backup`)
  const text = await bytes.take(lengthIn(await bytes.take(4)))
  const head = parsed<Head>(text)
  if (head.format !== 'yinian.backup.1') throw new BackupRefused(`${path} 的格式不认识 has an unknown format`)
  const key = head.sealed && keyOfFile(checkedKey(head.sealed.key, backupKey), Buffer.from(head.sealed.salt, 'base64'))
  const sum = createHash('sha256').update(text)
  for (let number = 0; ; number++) {
    const body = await bytes.take(lengthIn(await bytes.take(4)))
    const plain = key ? openFrame(key, number, body) : body
    const frame = { kind: plain[0] as Kind, content: plain.subarray(1) }
    if (frame.kind === kinds.end) {
      if (!sum.digest().equals(frame.content)) throw damaged()
      return
    }
    sum.update(plain)
    yield frame
  }
}

export function damaged(cause?: unknown): BackupRefused {
  return new BackupRefused('备份文件已损坏 The backup is damaged', { cause })
}

/** @throws BackupRefused when it is not JSON */
export function parsed<T>(content: Buffer): T {
  try {
    return JSON.parse(content.toString('utf8')) as T
  } catch (error) {
    throw damaged(error)
  }
}

function checkedKey(wanted: string, key: Buffer | null): Buffer {
  if (key === null)
    throw new BackupRefused(
      `备份已加密，需要 BACKUP_KEY The backup is sealed: BACKUP_KEY with fingerprint ${wanted} is needed`,
    )
  const given = fingerprint('backup key', key)
  if (given !== wanted)
    throw new BackupRefused(`BACKUP_KEY 不对 is another key: the backup needs ${wanted}, this is ${given}`)
  return key
}

function keyOfFile(backupKey: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', backupKey, salt, 'yinian backup', 32))
}

function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(number), 4)
  return nonce
}

function sealFrame(key: Buffer, number: number, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function openFrame(key: Buffer, number: number, body: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number))
    decipher.setAuthTag(body.subarray(-16))
    return Buffer.concat([decipher.update(body.subarray(0, -16)), decipher.final()])
  } catch (error) {
    throw damaged(error)
  }
}

function lengthOf(content: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  return length
}

function lengthIn(bytes: Buffer): number {
  const length = bytes.readUInt32BE()
  if (length === 0 || length > largestFrame) throw damaged()
  return length
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let written = 0; written < bytes.length; )
    written += (await file.write(bytes, written, bytes.length - written)).bytesWritten
}

/** Takes so many bytes at a time from a file, however they arrive. */
function bytesIn(path: string): { take(count: number): Promise<Buffer> } {
  const chunks = createReadStream(path, { highWaterMark: 1024 * 1024 })[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  return {
    async take(count) {
      const parts = [held]
      let have = held.length
      while (have < count) {
        const next = await chunks.next()
        if (next.done) throw new BackupRefused('备份文件不完整 The backup was cut short')
        parts.push(next.value as Buffer)
        have += (next.value as Buffer).length
      }
      const all = parts.length === 1 ? held : Buffer.concat(parts)
      held = all.subarray(count)
      return all.subarray(0, count)
    },
  }
}
