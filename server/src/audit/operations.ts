import type { AuditVerification } from '@yinian/core/audit/api.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { countyOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { audit } from '../access/index.ts'
import { newId } from '../db/ids.ts'
import type { Download } from '../http/send-file.ts'
import type { Work } from '../http/work.ts'
import { headsOf, makeHeadFile } from './heads.ts'
import { sealQueue, verifyQueue } from './jobs.ts'
import { getVerification } from './queries.ts'

/** Asks for the chains of a division and all below it to be recomputed. @throws notFound outside the caller's scope */
export async function requestVerification(work: Work, region: RegionCode): Promise<AuditVerification> {
  const { rows } = await sql`select code from region where code = ${region} and in_scope(code)`.execute(work.tx)
  if (rows.length === 0) throw notFound()
  const id = newId(work.actor.now)
  const county = countyOf(region)
  await work.tx
    .insertInto('audit_verification')
    .values({ county, region, id, account_id: work.actor.accountId, requested_at: work.actor.now })
    .execute()
  await work.jobs.send(work.tx, verifyQueue, { county, id })
  await audit(work, 'audit.verification-requested', { region, subjectType: 'audit-verification', subjectId: id })
  return (await getVerification(work.tx, id)).verification
}

export async function requestSealing(work: Work): Promise<Record<never, never>> {
  await work.jobs.send(work.tx, sealQueue, {})
  return {}
}

/** The heads of the caller's chains as a file, signed like the published one. */
export async function downloadHeads(work: Work, signingKey: Buffer | null): Promise<Download> {
  const { now, today, grants } = work.actor
  const chains = await headsOf(work.tx)
  const file = makeHeadFile({ day: today, madeAt: now, previous: null, chains }, signingKey)
  const region = grants.find((grant) => grant.region !== null && grant.permissions.has('audit:read'))?.region
  await audit(work, 'audit.heads-downloaded', {
    region: region ?? '000000000000',
    subjectType: 'audit-heads',
    detail: { rows: chains.length },
  })
  return {
    fileName: `audit-heads-${today}.json`,
    contentType: 'application/json; charset=utf-8',
    content: Buffer.from(`${JSON.stringify(file, null, 1)}\n`),
  }
}
