// The first page of a list of elders for a county and a city officer, beside the same SQL with the same rights through
// `pg` alone; and the count that is asked for apart.
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { ElderFilter } from '../core/people/api.ts'
import { inTransaction } from '../server/src/db/transaction.ts'
import { selectPage } from '../server/src/people/list-elders.ts'
import { fire, rateOf, rowOf } from './parts/fire.ts'
import { keptByDefault, openFilled } from './parts/kept.ts'
import { interleave, median, percentile, say, table } from './parts/measure.ts'
import { forget, signIn } from './parts/people.ts'
import { start } from './parts/process.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: keptByDefault },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '8' },
  },
})
const officers = { county: '360702000000', city: '360700000000' } as const
const filters: Readonly<Record<string, ElderFilter>> = {
  everybody: {},
  '80 and over': { ageFrom: 80 },
  dibao: { category: ['hardship:dibao'] },
  'model workers': { category: ['merit:model-worker'] },
  'level 4': { level: ['4'] },
}
const kept = await openFilled(values.data)
const platform = await start('platform.ts', kept.appUrl)
const pool = new pg.Pool({ connectionString: kept.appUrl, max: Number(values.connections) })
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

/** What the platform sends for a page, with the values it sends, and the settings that go before. */
async function statementOf(region: string, filter: ElderFilter): Promise<{ text: string; values: unknown[] }> {
  const scope = { role: 'official', accountId: null, regions: [region], organisationId: null } as const
  return inTransaction(kept.database, scope, async (tx) => {
    const { sql, parameters } = selectPage(
      tx,
      filter,
      { regions: [region], today, vault: kept.vault, withheld: new Set<never>() },
      51,
    ).compile()
    return { text: sql, values: [...parameters] }
  })
}

async function askedAlone(region: string, statement: { text: string; values: unknown[] }): Promise<number[]> {
  const opening = `begin; set local role official; set local yinian.scope_from = '${region}';
    set local yinian.scope_to = '${region.replace(/0+$/, '').padEnd(12, '9')}'; set local yinian.scope = ''`
  const until = performance.now() + Number(values.seconds) * 1000
  const took: number[] = []
  const ask = async (): Promise<void> => {
    while (performance.now() < until) {
      const begun = performance.now()
      const client = await pool.connect()
      await client.query(opening)
      await client.query(statement)
      await client.query('commit')
      client.release()
      took.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: Number(values.connections) }, ask))
  return took
}

try {
  const rows: (string | number)[][] = []
  for (const [office, region] of Object.entries(officers)) {
    const { cookie } = await signIn(kept, 'civil-affairs-officer', region)
    for (const [what, filter] of Object.entries(filters)) {
      const query = new URLSearchParams(
        Object.entries(filter).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)])),
      )
      const statement = await statementOf(region, filter)
      const over = (path: string) =>
        fire(values.data, platform, { ...values, cookie, path: () => `/api${path}?${query}` })
      const rounds: number[][] = []
      const { platform: pages, counts } = await interleave(
        Number(values.rounds),
        {
          alone: async () => {
            rounds.push(await askedAlone(region, statement))
            return undefined
          },
          platform: () => over('/elders'),
          counts: () => over('/elders/count'),
        },
        1,
      )
      // The first round has warmed up.
      const alone = rounds.slice(1).flat()
      const pagesFired = pages.flatMap((one) => one ?? [])
      const perSecond = alone.length / (Number(values.rounds) * Number(values.seconds))
      rows.push([
        office,
        what,
        say(perSecond),
        say(percentile(alone, 99), 1),
        ...rowOf(pagesFired, perSecond),
        say(median(counts.flatMap((one) => one?.result.latency.p50 ?? []))),
        say(rateOf(counts.flatMap((one) => one ?? []))),
      ])
    }
  }
  console.log(
    table(
      [
        'officer',
        'list of 50',
        'pg alone /s',
        'p99 ms',
        'platform /s',
        'ratio',
        'p50 ms',
        'p99 ms',
        'CPU ms: server',
        'database',
        'errors',
        'count: p50 ms',
        'counts /s',
      ],
      rows,
    ),
  )
} finally {
  await pool.end()
  await platform.stop()
  await forget(kept)
  await kept.close()
}
