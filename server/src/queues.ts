import { forgetEnded } from './access/index.ts'
import { publishAuditHeads, publishQueue, runVerification, sealAudit, sealQueue, verifyQueue } from './audit/index.ts'
import { decideQueue, decideRun } from './benefits/index.ts'
import { countQuality, countQualityQueue } from './data-quality/index.ts'
import {
  applyDivisionChange,
  applyQueue as applyDivisionsQueue,
  requestTransfersAgain,
  requestTransfersQueue,
} from './division-changes/index.ts'
import { erasables } from './erasables.ts'
import { compareQueue, resumeComparisons, runComparison, runComparisonSchedules } from './exchange/index.ts'
import { exportSources } from './export-sources.ts'
import type { Ground } from './http/ground.ts'
import {
  computeDaily,
  computeDailyQueue,
  computeQueue,
  recomputeAfterChange,
  recomputeQueue,
  runComputation,
} from './indicators/index.ts'
import { setUpJobs } from './jobs/jobs.ts'
import { exportQueue, forgetExpired, resumeExports, runSchedules, writeExport } from './lists/index.ts'
import {
  applyCheckedImport,
  applyQueue,
  checkImport,
  checkQueue,
  forgetUploads,
  resumeImports,
} from './people/imports/index.ts'
import {
  beginDay,
  completeQueue,
  completeTransfer,
  findPairs,
  findPairsQueue,
  refreshDifficultyQueue,
  refreshMembershipOfToday,
} from './people/index.ts'
import { proposeErasures, proposeQueue, rotateKeys, rotateQueue } from './privacy/index.ts'
import { sealedTables } from './sealed-tables.ts'
import { makeList, makeListQueue } from './surveys/index.ts'
import { recountToday } from './workforce/index.ts'

/** Every queue of the platform, with what does its jobs. */
const workers: Readonly<Record<string, (ground: Ground, data: never) => Promise<void>>> = {
  'access.forget-ended': forgetEnded,
  [sealQueue]: sealAudit,
  [publishQueue]: publishAuditHeads,
  [verifyQueue]: runVerification,
  'workforce.recount-assessors': recountToday,
  'people.refresh-categories': beginDay,
  [refreshDifficultyQueue]: async (ground, area: { area: string }) =>
    void (await refreshMembershipOfToday(ground, area)),
  'people.forget-uploads': forgetUploads,
  'lists.forget-expired': forgetExpired,
  'lists.run-schedules': (ground) => runSchedules(ground, exportSources),
  [exportQueue]: (ground, job) => writeExport(ground, exportSources, job),
  [compareQueue]: runComparison,
  'exchange.resume-comparisons': resumeComparisons,
  'exchange.run-schedules': runComparisonSchedules,
  [completeQueue]: completeTransfer,
  [findPairsQueue]: async (ground) => void (await findPairs(ground)),
  [checkQueue]: (ground, job) => checkImport(ground, job),
  [applyQueue]: (ground, job) => applyCheckedImport(ground, job),
  [computeQueue]: runComputation,
  [computeDailyQueue]: computeDaily,
  [recomputeQueue]: recomputeAfterChange,
  [countQualityQueue]: (ground) => countQuality(ground),
  [decideQueue]: decideRun,
  [rotateQueue]: (ground) => rotateKeys(ground, sealedTables),
  [applyDivisionsQueue]: applyDivisionChange,
  [proposeQueue]: async (ground) => void (await proposeErasures(ground, erasables)),
  [requestTransfersQueue]: requestTransfersAgain,
  [makeListQueue]: makeList,
}

/** What happens by the clock: queue → when, as a cron expression in Asia/Shanghai. The job's data is empty. */
export const clockwork: Readonly<Record<string, string>> = {
  'people.refresh-categories': '5 0 * * *',
  [findPairsQueue]: '20 1 * * *',
  'workforce.recount-assessors': '10 0 * * *',
  [sealQueue]: '* * * * *',
  [publishQueue]: '20 0 * * *',
  'access.forget-ended': '15 3 * * *',
  'people.forget-uploads': '20 3 * * *',
  'lists.forget-expired': '25 3 * * *',
  'lists.run-schedules': '10 4 * * *',
  // a new day: what had used up its requests goes on
  'exchange.resume-comparisons': '2 0 * * *',
  'exchange.run-schedules': '50 1 * * *',
  [requestTransfersQueue]: '40 1 * * *',
  [countQualityQueue]: '50 1 * * *',
  [computeDailyQueue]: '30 2 * * *',
  [proposeQueue]: '20 1 * * *',
  // a rotation whose process died is carried on by another
  [rotateQueue]: '* * * * *',
}

/** Made by the owner at start. */
export function setUpQueues(ownerUrl: string): Promise<void> {
  return setUpJobs(ownerUrl, Object.keys(workers), clockwork)
}

export async function workQueues(ground: Ground): Promise<void> {
  for (const [queue, run] of Object.entries(workers))
    await ground.jobs.work(queue, (data) => run(ground, data as never))
  // a machine that was off at midnight makes up for it when it starts
  for (const queue of Object.keys(clockwork)) await ground.jobs.catchUp(queue)
  await resumeImports(ground)
  await resumeExports(ground)
  await resumeComparisons(ground)
}
