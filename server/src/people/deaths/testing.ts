import type { BenefitRun } from '@yinian/core/benefits/run-schemas.ts'
import { decideRun } from '../../benefits/index.ts'
import type { Client, TestPlatform } from '../../testing.ts'

/** Drafts and decides a month of the old-age allowance of 章贡区, as its checks see it. */
export async function draftRunOf(platform: TestPlatform, officer: Client, month: string): Promise<BenefitRun> {
  const asked = { county: '360702', programme: 'old-age-allowance', month }
  const drafted = (await officer.send('POST', '/benefits/runs', asked)).json() as BenefitRun
  await decideRun(platform.ground, { county: '360702', runId: drafted.id, accountId: officer.accountId })
  return (await officer.get(`/benefits/runs/360702/${drafted.id}`)).json() as BenefitRun
}

/** Whom a finding of a run is about. */
export function inRunOf(run: BenefitRun, code: string): readonly string[] {
  return run.findings.find((finding) => finding.code === code)?.elderIds ?? []
}
