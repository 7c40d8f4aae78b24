import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { headsOf, isGenuine, makeHeadFile, publicKeyOf, publishHeads, readHeads } from './heads.ts'
import { asSealer } from './sealer.ts'
import { faultsOf, happen, sealAll } from './testing.ts'

const here = '360702'
const there = '360703'
const key = Buffer.from('a signing key for the tests only'.slice(0, 32))

let database: TestDatabase
let folder: string
beforeEach(async () => {
  database = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'yinian-heads-'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await database.close()
})

async function publish(day: string): Promise<string | null> {
  const chains = await asSealer(database.database, headsOf)
  return publishHeads(folder, { day, madeAt: new Date(`${day}T00:20:00Z`), chains }, key)
}

it('publishes the head of every chain once a day and never writes over it', async () => {
  await happen(database, [here, there])
  await sealAll(database)
  expect(await publish('2026-11-20')).toBe(join(folder, '2026-11-20.json'))
  const first = readFileSync(join(folder, '2026-11-20.json'), 'utf8')
  await happen(database, [here])
  await sealAll(database)
  expect(await publish('2026-11-20')).toBeNull()
  expect(readFileSync(join(folder, '2026-11-20.json'), 'utf8')).toBe(first)
  await publish('2026-11-21')
  const kept = await readHeads(folder, publicKeyOf(key))
  expect(kept).toMatchObject({ files: 2, changed: [] })
  expect(kept.heads.get(here)?.map(({ number, day }) => [number, day])).toEqual([
    [1, '2026-11-20'],
    [2, '2026-11-21'],
  ])
  expect(kept.heads.get(there)?.map(({ day }) => day)).toEqual(['2026-11-20'])
  expect(await faultsOf(database, here, kept)).toEqual([])
})

it('shows that the owner cut a chain, sealed it anew, or took it away whole', async () => {
  await happen(database, [here])
  await sealAll(database)
  const wanted = await happen(database, [here])
  await sealAll(database)
  await publish('2026-11-20')
  const kept = await readHeads(folder, publicKeyOf(key))

  await sql`delete from audit_block where number = 2`.execute(database.owner)
  await sql`delete from audit_event where id = ${wanted[0]}`.execute(database.owner)
  expect(await faultsOf(database, here)).toEqual([])
  expect(await faultsOf(database, here, kept)).toMatchObject([{ kind: 'head-truncated', block: 2, head: '2026-11-20' }])

  await happen(database, [here])
  await sealAll(database)
  expect(await faultsOf(database, here)).toEqual([])
  expect(await faultsOf(database, here, kept)).toMatchObject([{ kind: 'head-rewritten', block: 2, head: '2026-11-20' }])

  await sql`delete from audit_block`.execute(database.owner)
  await sql`delete from audit_event`.execute(database.owner)
  expect(await faultsOf(database, here, kept)).toMatchObject([{ kind: 'head-truncated', block: 2 }])
})

it('notices a head file that was changed, exchanged, signed with another key, or taken out from between', async () => {
  await happen(database, [here])
  await sealAll(database)
  for (const day of ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21']) await publish(day)
  const path = join(folder, '2026-11-19.json')
  const text = readFileSync(path, 'utf8')
  const changedDays = async () => (await readHeads(folder, publicKeyOf(key))).changed

  writeFileSync(path, text.replace(/"hash": "./, '"hash": "0').replace(/"number": 1/, '"number": 7'))
  expect(await changedDays()).toEqual(['2026-11-19', '2026-11-20'])
  const { signature: _signature, ...unsigned } = JSON.parse(text)
  writeFileSync(path, JSON.stringify({ ...unsigned, publicKey: null, signature: null }))
  expect(await changedDays()).toContain('2026-11-19')
  writeFileSync(
    path,
    JSON.stringify(makeHeadFile({ ...unsigned, madeAt: new Date() }, Buffer.alloc(32, 'another key'))),
  )
  expect(await changedDays()).toContain('2026-11-19')
  rmSync(path)
  expect(await changedDays()).toEqual(['2026-11-20'])
  writeFileSync(path, text)
  expect(await changedDays()).toEqual([])
  expect(readdirSync(folder)).toHaveLength(4)
})

it('signs nothing without a key, and takes no unsigned file where a key is expected', () => {
  const given = { day: '2026-11-21', madeAt: new Date(), previous: null, chains: [] }
  expect(makeHeadFile(given, null).signature).toBeNull()
  expect(isGenuine(makeHeadFile(given, null), null)).toBe(true)
  expect(isGenuine(makeHeadFile(given, null), publicKeyOf(key))).toBe(false)
  expect(isGenuine(makeHeadFile(given, key), null)).toBe(true)
})
