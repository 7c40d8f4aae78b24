import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

export interface ChainHead {
  readonly county: string
  readonly number: number
  readonly algorithm: string
  readonly sealedAt: string
  readonly hash: string
}

/** The newest block of every chain at a moment: whoever keeps this file elsewhere can tell a history written anew. */
export interface HeadFile {
  readonly format: 'yinian.audit.heads.1'
  readonly day: Day
  readonly madeAt: string
  /** SHA-256 of the file published before, so that none can be taken out between two others. */
  readonly previous: string | null
  readonly chains: readonly ChainHead[]
  /** Ed25519 (RFC 8032), raw 32 bytes in base64; null without `AUDIT_SIGNING_KEY`. */
  readonly publicKey: string | null
  /** Over this object as JSON without `signature`. */
  readonly signature: string | null
}

export interface PublishedHead extends Pick<ChainHead, 'county' | 'number' | 'hash'> {
  readonly day: Day
}

/** The heads of the chains that the transaction may see. */
export async function headsOf(tx: Tx): Promise<ChainHead[]> {
  const { rows } = await sql<{ county: string; number: number; algorithm: string; sealed_at: Date; hash: Buffer }>`
    select distinct on (county) county, number, algorithm, sealed_at, hash
    from audit_block order by county, number desc`.execute(tx)
  return rows.map(({ county, number, algorithm, sealed_at, hash }) => ({
    county,
    number,
    algorithm,
    sealedAt: sealed_at.toISOString(),
    hash: hash.toString('hex'),
  }))
}

export function makeHeadFile(
  given: { day: Day; madeAt: Date; previous: string | null; chains: readonly ChainHead[] },
  signingKey: Buffer | null,
): HeadFile {
  const key = signingKey && privateKeyOf(signingKey)
  const unsigned = {
    format: 'yinian.audit.heads.1',
    day: given.day,
    madeAt: given.madeAt.toISOString(),
    previous: given.previous,
    chains: given.chains,
    publicKey: key ? rawPublicKey(createPublicKey(key)).toString('base64') : null,
  } as const
  return { ...unsigned, signature: key ? sign(null, signedPart(unsigned), key).toString('base64') : null }
}

/**
 * Writes the day's file, unless the day has one: what was published is never written over.
 * @returns the file's path, or null when it was there already
 */
export async function publishHeads(
  folder: string,
  given: { day: Day; madeAt: Date; chains: readonly ChainHead[] },
  signingKey: Buffer | null,
): Promise<string | null> {
  await mkdir(folder, { recursive: true })
  const files = await headFilesIn(folder)
  if (files.includes(`${given.day}.json`)) return null
  const before = files.filter((file) => file < `${given.day}.json`).at(-1)
  const previous = before ? sha256(await readFile(join(folder, before))) : null
  const path = join(folder, `${given.day}.json`)
  await writeFile(path, `${JSON.stringify(makeHeadFile({ ...given, previous }, signingKey), null, 1)}\n`, {
    flag: 'wx',
  })
  return path
}

export interface KeptHeads {
  readonly files: number
  readonly heads: ReadonlyMap<string, readonly PublishedHead[]>
  /** Days of files that do not match their signature or the file before them. */
  readonly changed: readonly Day[]
}

/**
 * Reads what was published, of every day.
 * @param publicKey raw Ed25519 key the files have to be signed with; null where they need not be signed
 */
export async function readHeads(folder: string, publicKey: Buffer | null): Promise<KeptHeads> {
  const heads = new Map<string, PublishedHead[]>()
  const changed: Day[] = []
  const files = await headFilesIn(folder)
  let before: string | undefined
  for (const name of files) {
    const content = await readFile(join(folder, name))
    const file = parseHeadFile(content)
    if (!file || !isGenuine(file, publicKey) || (before !== undefined && file.previous !== before))
      changed.push(name.slice(0, 10))
    before = sha256(content)
    for (const { county, number, hash } of file?.chains ?? []) {
      const own = heads.get(county) ?? []
      heads.set(county, own)
      // a chain that stood still is published again every day
      const last = own.at(-1)
      if (last?.number !== number || last.hash !== hash) own.push({ county, number, hash, day: file?.day ?? '' })
    }
  }
  return { files: files.length, heads, changed }
}

/** The public half of `AUDIT_SIGNING_KEY`, for whoever keeps the files. */
export function publicKeyOf(signingKey: Buffer): Buffer {
  return rawPublicKey(createPublicKey(privateKeyOf(signingKey)))
}

export function isGenuine(file: HeadFile, publicKey: Buffer | null): boolean {
  if (publicKey === null && file.signature === null) return true
  const key = publicKey ?? Buffer.from(file.publicKey ?? '', 'base64')
  if (key.length !== 32 || file.signature === null) return false
  const { signature, ...unsigned } = file
  return verify(null, signedPart(unsigned), publicKeyFrom(key), Buffer.from(signature, 'base64'))
}

function signedPart({ format, day, madeAt, previous, chains, publicKey }: Omit<HeadFile, 'signature'>): Buffer {
  const heads = chains.map(({ county, number, algorithm, sealedAt, hash }) => ({
    county,
    number,
    algorithm,
    sealedAt,
    hash,
  }))
  return Buffer.from(JSON.stringify({ format, day, madeAt, previous, chains: heads, publicKey }))
}

function parseHeadFile(content: Buffer): HeadFile | undefined {
  try {
    const file = JSON.parse(content.toString('utf8')) as HeadFile
    return file.format === 'yinian.audit.heads.1' && Array.isArray(file.chains) ? file : undefined
  } catch {
    return undefined
  }
}

async function headFilesIn(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => [])
  return files.filter((file) => /^\d{4}-\d{2}-\d{2}\.json$/.test(file)).sort()
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

// RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS #8 and in SubjectPublicKeyInfo.
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')

function privateKeyOf(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' })
}

function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length)
}

function publicKeyFrom(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: 'der', type: 'spki' })
}
