import { setTimeout as pause } from 'node:timers/promises'
import { type Actor, type Scope, scopeOf } from '@yinian/core/access/actor.ts'
import type { Said } from '@yinian/core/exchange/compare.ts'
import { type FieldId, type PurposeId, purposes } from '@yinian/core/exchange/kinds.ts'
import { notOn } from '@yinian/core/exchange/problems.ts'
import { readAnswer } from '@yinian/core/exchange/read-answer.ts'
import { type ComparisonMove, comparisonStatesBefore, nextComparisonState } from '@yinian/core/exchange/states.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import { notAllowed } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { type RawBuilder, sql } from 'kysely'
import { auditMany, getActor } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import { newId } from '../../db/ids.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Ground } from '../../http/ground.ts'
import type { Work } from '../../http/work.ts'
import { type AskedPerson, findAskedPersons, listAskedPersons } from '../../people/index.ts'
import { askDepartment, type DepartmentAnswer } from '../connectors/ask-department.ts'
import { addressOf, allowedBy, questionAbout } from '../connectors/question.ts'
import { type ConnectorRow, getConnectorRow, isInUse, mappingOf } from '../connectors/read-connector.ts'
import { platformScope } from '../platform-scope.ts'
import { takeUse } from '../use.ts'
import { keepFindings, type SaidOf } from './keep-findings.ts'
import { rowsOfList } from './list-rows.ts'
import { type ComparisonRow, comparisonLabel, findComparison } from './read-comparison.ts'
import type { ComparisonJob } from './start.ts'

/** Rows of a delivered list that are one transaction. */
const rowsAtOnce = 250

interface Running {
  readonly ground: Ground
  readonly job: ComparisonJob
  readonly comparison: ComparisonRow
  readonly connector: ConnectorRow
  readonly actor: Actor
  readonly scope: Scope
}

/**
 * Compares from where it stands. What a department is asked and what is made of the answer are transactions of their own,
 * and the second moves on in the one that keeps the findings: whenever the process dies, nothing is kept twice, and a
 * request whose answer was lost stays on record as sent.
 */
export async function runComparison(ground: Ground, job: ComparisonJob): Promise<void> {
  try {
    const running = await begin(ground, job)
    if (!running) return
    if (running.comparison.file_name === null) await askAll(running)
    else await readAll(running)
  } catch (error) {
    if (!(error instanceof Problem)) ground.log.error({ err: error, comparison: job.id }, 'comparison interrupted')
    await moveOn(ground, job, 'fail', error instanceof Problem ? error.toReply().message : interrupted)
  }
}

const interrupted: Text = {
  zh: '核对中断，已核对的有效，可以接着核对',
  en: 'It was interrupted; what was compared counts, and it can be taken up again',
}

async function begin(ground: Ground, job: ComparisonJob): Promise<Running | undefined> {
  const found = await inTransaction(ground.database, platformScope, async (tx) => {
    const comparison = await findComparison(tx, job)
    if (!comparison || !(await setState(tx, job, 'begin'))) return undefined
    const place = { county: comparison.connector_county, id: comparison.connector_id }
    return { comparison, connector: await getConnectorRow(tx, place) }
  })
  if (!found) return undefined
  const actor = await getActor(ground.database, found.comparison.asked_by, ground.clock.now())
  const scope = scopeOf(actor, 'exchange:compare')
  if (scope?.role !== 'official') throw notAllowed()
  if (!isInUse(found.connector, actor.today)) throw notOn()
  return { ground, job, ...found, actor: { ...actor, using: 'exchange:compare' }, scope }
}

/** Asks about everybody of the county, or the one elder, batch by batch. */
async function askAll(running: Running): Promise<void> {
  for (;;) {
    if (!(await waitForLeave(running))) return moveOn(running.ground, running.job, 'pause')
    const asking = await ask(running)
    if (asking === 'stopped') return
    if (asking === 'nobody-left') return moveOn(running.ground, running.job, 'finish')
    const begun = performance.now()
    const { ground, connector } = running
    const question = questionAbout(
      connector,
      asking.people.map(({ number }) => number),
      running.comparison.purpose,
    )
    const answer = await askDepartment(await addressOf(connector, ground.vault), question, allowedBy(ground.config))
    const fault = await take(running, asking, answer, Math.round(performance.now() - begun))
    if (fault === 'stopped') return
    if (fault !== undefined) return moveOn(ground, running.job, 'fail', fault)
  }
}

interface Asking {
  readonly requestId: string
  readonly people: readonly AskedPerson[]
  readonly after: string
}

/** Until the connector may be asked again; false once the day’s requests are used up. */
async function waitForLeave({ ground, connector }: Running): Promise<boolean> {
  const limits = { perMinute: connector.per_minute, perDay: connector.per_day }
  for (;;) {
    const taken = await inTransaction(ground.database, platformScope, (tx) =>
      takeUse(tx, { county: connector.county, id: connector.id, region: connector.region }, limits, ground.clock.now()),
    )
    if (taken.allowed) return true
    if (taken.by === 'day') return false
    await pause(taken.retryAfter * 1000)
  }
}

/** Writes down whom the department is going to be asked about, before it is. */
async function ask(running: Running): Promise<Asking | 'stopped' | 'nobody-left'> {
  const { comparison, connector, actor } = running
  return inStep(running, async (work, now) => {
    const people = await listAskedPersons(work, {
      county: comparison.county,
      after: now.done_to,
      limit: connector.batch_size,
      only: comparison.elder_id,
    })
    if (people.length === 0) return 'nobody-left'
    const requestId = newId(actor.now)
    await work.tx
      .insertInto('exchange_request')
      .values({
        ...requestOf(running),
        id: requestId,
        operation: 'ask',
        people: people.length,
        elder_ids: people.map(({ id }) => id),
        outcome: 'sent',
      })
      .execute()
    await auditLooks(work, running, people)
    return { requestId, people, after: now.done_to }
  })
}

/** Takes an answer in. @returns what is wrong, where it cannot go on */
async function take(
  running: Running,
  { requestId, people, after }: Asking,
  answer: DepartmentAnswer,
  durationMs: number,
): Promise<Text | 'stopped' | undefined> {
  const { ground, comparison, connector } = running
  const asked = connector.fields as FieldId[]
  const said = answer.outcome === 'answered' ? readAnswer(answer.answer, asked, mappingOf(connector)) : undefined
  const outcome = answer.outcome === 'answered' && said === undefined ? 'refused' : answer.outcome
  await inTransaction(ground.database, running.scope, async (tx) => {
    const values = [...(said?.values() ?? [])].flatMap((one) => Object.keys(one.values))
    await tx
      .updateTable('exchange_request')
      .set({ outcome, status: answer.status, duration_ms: durationMs, fields: [...new Set(values)] })
      .where('county', '=', comparison.county)
      .where('id', '=', requestId)
      .execute()
  })
  await noteUsed(running)
  if (answer.outcome !== 'answered') return answer.why
  if (said === undefined) return unlikeMapping
  const kept = await inStep(running, async (work, now) => {
    if (now.done_to !== after) return 'stopped'
    const told = people.map((person): SaidOf => ({ person, said: said.get(person.number) ?? unknown }))
    const result = await keepFindings(work, comparison, connector, told, { whole: true })
    await progress(work.tx, running, now, {
      done: people.length,
      doneTo: people.at(-1)?.id ?? after,
      known: told.filter((one) => one.said.known).length,
      ...result,
    })
    return undefined
  })
  return kept
}

const unknown: Said = { known: false, values: {} }
const unlikeMapping: Text = {
  zh: '对方的答复里找不到设置中说明的记录',
  en: 'The answer does not hold the records where the settings say',
}

/** Reads a delivered list on from where it stands. */
async function readAll(running: Running): Promise<void> {
  const content = await openFile(running)
  if (!content) return moveOn(running.ground, running.job, 'fail', interrupted)
  let batch: { row: number; number: string | undefined; said: Said }[] = []
  const done = Number(running.comparison.done_to || 0)
  for await (const { row, read } of rowsOfList(content, running.connector)) {
    if (row <= done) continue
    batch.push({ row, number: read?.number, said: read?.said ?? unknown })
    if (batch.length < rowsAtOnce) continue
    if (!(await takeRows(running, batch))) return
    batch = []
  }
  if (batch.length > 0 && !(await takeRows(running, batch))) return
  await noteUsed(running)
  await moveOn(running.ground, running.job, 'finish')
}

async function takeRows(
  running: Running,
  batch: readonly { row: number; number: string | undefined; said: Said }[],
): Promise<boolean> {
  const { comparison, connector, actor } = running
  const last = batch.at(-1)?.row ?? 0
  const kept = await inStep(running, async (work, now) => {
    if (Number(now.done_to || 0) >= (batch[0]?.row ?? 0)) return 'stopped'
    const numbers = batch.flatMap(({ number }) => number ?? [])
    const people = new Map((await findAskedPersons(work, comparison.county, numbers)).map((one) => [one.number, one]))
    // Of somebody listed twice the first row counts.
    const told = new Map<string, SaidOf>()
    for (const { number, said } of batch) {
      const person = number === undefined ? undefined : people.get(number)
      if (person && !told.has(person.id)) told.set(person.id, { person, said })
    }
    const known = [...told.values()]
    const result = await keepFindings(work, comparison, connector, known, { whole: false })
    if (known.length > 0) {
      await work.tx
        .insertInto('exchange_request')
        .values({
          ...requestOf(running),
          id: newId(actor.now),
          operation: 'file',
          people: known.length,
          elder_ids: known.map(({ person }) => person.id),
          fields: connector.fields,
          outcome: 'answered',
        })
        .execute()
      await auditLooks(
        work,
        running,
        known.map(({ person }) => person),
      )
    }
    await progress(work.tx, running, now, {
      done: batch.length,
      doneTo: String(last),
      known: known.length,
      found: result.found,
      unread: result.unread + batch.filter(({ number }) => number === undefined).length,
    })
    return undefined
  })
  return kept === undefined
}

async function openFile({ ground, comparison }: Running): Promise<Buffer | undefined> {
  const row = await inTransaction(ground.database, platformScope, (tx) =>
    tx
      .selectFrom('exchange_comparison')
      .select('file_sealed')
      .where('county', '=', comparison.county)
      .where('id', '=', comparison.id)
      .executeTakeFirst(),
  )
  if (!row?.file_sealed) return undefined
  return Buffer.from(
    await ground.vault.open(comparison.county, comparisonLabel(comparison.id), row.file_sealed),
    'base64',
  )
}

/** One transaction with the scope of whoever asked, as long as the comparison is still going on. */
function inStep<T>(
  { ground, job, actor, scope }: Running,
  run: (work: Work, now: ComparisonRow) => Promise<T>,
): Promise<T | 'stopped'> {
  return inTransaction(ground.database, scope, async (tx) => {
    const now = await findComparison(tx, job, true)
    if (now?.state !== 'running') return 'stopped'
    return run({ tx, actor, vault: ground.vault, jobs: ground.jobs }, now)
  })
}

const requestOf = ({ comparison, connector, actor, ground }: Running) => ({
  county: comparison.county,
  region: comparison.region,
  direction: 'out',
  source_id: connector.id,
  source_name: connector.name,
  comparison_id: comparison.id,
  asked_by: actor.accountId,
  asked_by_name: actor.name,
  purpose: comparison.purpose,
  at: ground.clock.now(),
})

function auditLooks(work: Work, { comparison, connector }: Running, people: readonly AskedPerson[]): Promise<void> {
  return auditMany(
    work,
    'exchange.department-looked',
    people.map(({ id, region }) => ({
      region,
      subjectType: 'elder',
      subjectId: id,
      elderId: id,
      purpose: purposes[comparison.purpose as PurposeId].zh,
      detail: { connector: connector.name },
    })),
  )
}

async function progress(
  tx: Tx,
  { job }: Running,
  now: ComparisonRow,
  step: { done: number; doneTo: string; known: number; found: number; unread: number },
): Promise<void> {
  await tx
    .updateTable('exchange_comparison')
    .set({
      done: now.done + step.done,
      done_to: step.doneTo,
      known: now.known + step.known,
      found: now.found + step.found,
      unread: now.unread + step.unread,
    })
    .where('county', '=', job.county)
    .where('id', '=', job.id)
    .execute()
}

async function noteUsed({ ground, connector }: Running): Promise<void> {
  await inTransaction(ground.database, platformScope, (tx) =>
    tx
      .updateTable('exchange_connector')
      .set({ last_used_at: ground.clock.now() })
      .where('county', '=', connector.county)
      .where('id', '=', connector.id)
      .execute(),
  )
}

async function moveOn(ground: Ground, job: ComparisonJob, move: ComparisonMove, fault?: Text): Promise<void> {
  await inTransaction(ground.database, platformScope, async (tx) => {
    const over = move === 'finish' ? { file_sealed: null, total: sql<number>`done` } : {}
    const ended = move === 'finish' || move === 'fail' ? { finished_at: ground.clock.now() } : {}
    await setState(tx, job, move, { ...over, ...ended, ...(fault ? { fault: JSON.stringify(fault) } : {}) })
  })
}

async function setState(
  tx: Tx,
  job: ComparisonJob,
  move: ComparisonMove,
  also: { file_sealed?: null; total?: RawBuilder<number>; finished_at?: Date; fault?: string } = {},
): Promise<boolean> {
  const from = comparisonStatesBefore(move)
  const state = from[0] && nextComparisonState(from[0], move)
  if (!state) return false
  const changed = await tx
    .updateTable('exchange_comparison')
    .set({ state, ...also })
    .where('county', '=', job.county)
    .where('id', '=', job.id)
    .where('state', 'in', [...from])
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}
