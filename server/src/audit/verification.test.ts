import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { getAuditVerification, listAuditChains } from '@yinian/core/audit/api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layOutPlaces, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { publicKeyOf, publishAuditHeads, runVerification } from './index.ts'
import { headFolder } from './jobs.ts'
import { sealAll } from './testing.ts'

let platform: TestPlatform
let auditor: Client
let ground: TestPlatform['ground']
const key = Buffer.alloc(32, 'signs the heads of these tests')
beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  const dataFolder = mkdtempSync(join(tmpdir(), 'yinian-audit-'))
  ground = { ...platform.ground, config: { ...platform.ground.config, dataFolder, auditSigningKey: key } }
  auditor = await platform.signedIn('auditor', places.zhanggong)
})
afterAll(async () => {
  rmSync(ground.config.dataFolder, { recursive: true })
  await platform.close()
})

async function verify(region = places.zhanggong): Promise<ReplyOf<typeof getAuditVerification>> {
  await sealAll(platform)
  const asked = await auditor.send('POST', '/audit-verifications', { region })
  expect(asked.statusCode).toBe(200)
  const { id } = asked.json<{ id: string }>()
  await runVerification(ground, { county: region.slice(0, 6), id })
  return (await auditor.get(`/audit-verifications/${id}`)).json()
}

function verifyByCommand(): { status: number | null; output: string } {
  const command = join(import.meta.dirname, '../../../scripts/audit-verify.ts')
  const arguments_ = [
    command,
    '--heads',
    headFolder(ground.config),
    '--public-key',
    publicKeyOf(key).toString('base64'),
  ]
  const env = { ...process.env, DATABASE_URL: platform.ownerUrl, NODE_OPTIONS: '' }
  const { status, stdout, stderr } = spawnSync(process.execPath, arguments_, { env, encoding: 'utf8' })
  return { status, output: stdout + stderr }
}

describe('the auditor', () => {
  it('finds a tampered row, over the interface and by the command', async () => {
    const officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'curious-officer')
    const elder = await registered(officer)
    await officer.get(`/elders/${elder.id}/reveal?${new URLSearchParams({ field: 'phone', purpose: '核对电话' })}`)
    await publishAuditHeads(ground)
    const sound = await verify()
    expect(sound).toMatchObject({ faulty: [], verification: { state: 'done', faultCount: 0, headsChecked: 1 } })
    expect(sound.verification.eventsChecked).toBeGreaterThan(1)
    await sealAll(platform)
    expect(verifyByCommand()).toMatchObject({ status: 0 })

    const { rows } = await sql<{ id: string }>`
      update audit_event set actor_name = '不是我' where actor_name = 'curious-officer' and elder_id is not null returning id`.execute(
      platform.owner,
    )
    const changed = rows.map(({ id }) => id).sort()
    expect(changed.length).toBeGreaterThan(0)
    const found = await verify()
    expect(found.verification).toMatchObject({ state: 'done', faultCount: changed.length })
    expect(found.faulty[0]?.county).toBe('360702')
    expect(found.faulty[0]?.faults.map(({ kind, eventId }) => `${kind} ${eventId}`).sort()).toEqual(
      changed.map((id) => `event-changed ${id}`),
    )
    expect(found.faulty[0]?.faults[0]).toMatchObject({ actorName: '不是我', actionName: { zh: expect.any(String) } })
    const command = verifyByCommand()
    expect(command.status, command.output).toBe(1)
    for (const id of changed) expect(command.output).toContain(id)
    await sql`update audit_event set actor_name = 'curious-officer' where actor_name = '不是我'`.execute(platform.owner)
    expect((await verify()).verification.faultCount).toBe(0)
  })

  it('sees each chain with its length, its head and when it was last verified', async () => {
    await verify()
    const { rows, total } = (await auditor.get('/audit-chains')).json<ReplyOf<typeof listAuditChains>>()
    expect(total).toBe(1)
    expect(rows[0]).toMatchObject({ county: '360702', algorithm: 'sha256', lastCheck: { faults: 0 } })
    expect(rows[0]?.events).toBeGreaterThan(0)
    expect(rows[0]?.lastCheck?.blocks).toBe(rows[0]?.blocks)
    expect((await auditor.get('/audit-chains?faulty=true')).json()).toMatchObject({ rows: [], total: 0 })
  })

  it('takes the heads home, signed, of no more chains than are theirs', async () => {
    const county = (await auditor.get('/audit-heads')).json()
    expect(county.chains.map((chain: { county: string }) => chain.county)).toEqual(['360702'])
    expect(readdirSync(headFolder(ground.config))).toEqual(['2026-11-21.json'])
  })

  it('cannot have the chains of another county verified, nor read what was found there', async () => {
    const refused = await auditor.send('POST', '/audit-verifications', { region: places.nankang })
    expect(refused.statusCode).toBe(404)
    const other = await platform.signedIn('auditor', places.nankang)
    const { id } = (await verify()).verification
    expect((await other.get(`/audit-verifications/${id}`)).statusCode).toBe(404)
    expect((await other.get('/audit-chains')).json().rows.map((row: { county: string }) => row.county)).not.toContain(
      '360702',
    )
  })

  it('of a town verifies no county’s chain, of which they see a part', async () => {
    const town = await platform.signedIn('auditor', `${places.village.slice(0, 9)}000`)
    expect((await town.get('/audit-chains')).json()).toMatchObject({ rows: [], total: 0 })
  })
})
