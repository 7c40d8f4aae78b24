// Many people at work: signed-in officers of all counties, one in twenty of the whole city, who open files, leaf through lists and now and then write, each
// with time to think in between, whether or not the last answer was quick. The people are simulated in this process.

import { Agent } from 'node:http'
import { parseArgs } from 'node:util'
import { databaseCpu } from './parts/cpu.ts'
import { keptByDefault, openFilled } from './parts/kept.ts'
import { percentile, say, table } from './parts/measure.ts'
import { forget, signIn } from './parts/people.ts'
import { start } from './parts/process.ts'
import { type Answered, type Officer, workOf } from './parts/work.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: keptByDefault },
    users: { type: 'string', default: '1200' },
    minutes: { type: 'string', default: '10' },
    think: { type: 'string', default: '5' },
  },
})
const kept = await openFilled(values.data)
const platform = await start('platform.ts', kept.appUrl)
const agent = new Agent({ keepAlive: true, maxSockets: 256 })
try {
  const { rows: counties } = await kept.owner.query<{ county: string; elders: string[] }>(
    `select county, array_agg(id) as elders from
       (select county, id, row_number() over (partition by county order by md5(id::text)) as place from elder
        where state = 'active') as chosen
     where place <= 2000 group by county order by county`,
  )
  const officers: Officer[] = []
  for (let number = 0; number < Number(values.users); number++) {
    const home = counties[number % counties.length]
    if (!home) throw new Error('There are no elders.')
    const place = number % 20 === 0 ? home.county.slice(0, 4) : home.county
    const { cookie } = await signIn(kept, 'civil-affairs-officer', place.padEnd(12, '0'))
    officers.push({ address: platform.address, agent, cookie, elders: home.elders, number })
  }
  const answered: Answered[] = []
  const [served, stored, begun] = [await platform.cpu(), databaseCpu(values.data), performance.now()]
  const hours = { until: begun + Number(values.minutes) * 60_000, think: Number(values.think) * 1000 }
  await Promise.all(officers.map((officer) => workOf(officer, hours, (one) => answered.push(one))))
  const seconds = (performance.now() - begun) / 1000
  const cpu = { server: (await platform.cpu()) - served, database: databaseCpu(values.data) - stored }
  const rowOf = (what: string, some: readonly Answered[]) => {
    const took = some.map(({ milliseconds }) => milliseconds)
    const failed = some.filter(({ status }) => status !== 200).length
    return [
      what,
      some.length,
      say(some.length / seconds, 1),
      failed,
      ...[50, 95, 99].map((share) => say(percentile(took, share), 1)),
    ]
  }
  const kinds = ['file', 'list', 'count', 'write'] as const
  console.log(`${values.users} signed in for ${say(seconds)} s, ${values.think} s to think on average`)
  console.log(
    table(
      ['what', 'requests', 'requests/s', 'errors', 'p50 ms', 'p95 ms', 'p99 ms'],
      [
        ...kinds.map((kind) =>
          rowOf(
            kind,
            answered.filter((one) => one.kind === kind),
          ),
        ),
        rowOf('all', answered),
      ],
    ),
  )
  console.log(
    `CPU: server ${say((cpu.server / seconds) * 100)} %, database ${say((cpu.database / seconds) * 100)} % of one core`,
  )
} finally {
  agent.destroy()
  await platform.stop()
  await forget(kept)
  await kept.close()
}
