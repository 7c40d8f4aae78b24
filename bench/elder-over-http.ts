// One elder's file over HTTP, signed in, within scope and with the look recorded, beside the same row through `pg`,
// unscoped, behind bare Fastify; and one sealed field opened for a purpose.
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { costing } from './parts/cpu.ts'
import { keptByDefault, openFilled } from './parts/kept.ts'
import { interleave, median, say, table } from './parts/measure.ts'
import { forget, signIn } from './parts/people.ts'
import { type Started, start } from './parts/process.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: keptByDefault },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '32' },
  },
})
const county = '360702'
const kept = await openFilled(values.data)
const bare = await start('bare.ts', kept.ownerUrl)
const platform = await start('platform.ts', kept.appUrl)
try {
  const { cookie } = await signIn(kept, 'civil-affairs-officer', `${county}000000`)
  const { rows: elders } = await kept.owner.query<{ id: string }>(
    'select id from elder where county = $1 and phone_sealed is not null order by md5(id::text) limit 5000',
    [county],
  )
  const fire = (server: Started, path: (id: string) => string) => {
    let next = 0
    const setupRequest = (request: autocannon.Request): autocannon.Request => ({
      ...request,
      path: path(elders[next++ % elders.length]?.id ?? ''),
      headers: { cookie },
    })
    const [duration, connections] = [Number(values.seconds), Number(values.connections)]
    return costing(values.data, server, () =>
      Promise.resolve(autocannon({ url: server.address, duration, connections, requests: [{ setupRequest }] })),
    )
  }
  const results = await interleave(Number(values.rounds), {
    bare: () => fire(bare, (id) => `/elders/${id}`),
    file: () => fire(platform, (id) => `/api/elders/${id}`),
    reveal: () => fire(platform, (id) => `/api/elders/${id}/reveal?field=phone&purpose=bench`),
  })
  type Fired = Awaited<ReturnType<typeof fire>>
  const rate = (of: readonly Fired[]) => median(of.map(({ result }) => result['2xx'] / result.duration))
  const cost = (of: readonly Fired[], part: 'server' | 'database') =>
    say(median(of.map((one) => (one[part] / one.result['2xx']) * 1000)), 2)
  const row = (what: string, of: readonly Fired[]) => [
    what,
    say(rate(of)),
    (rate(of) / rate(results.bare)).toFixed(2),
    median(of.map(({ result }) => result.latency.p50)),
    median(of.map(({ result }) => result.latency.p99)),
    cost(of, 'server'),
    cost(of, 'database'),
    of.reduce((sum, { result }) => sum + result.errors + result.non2xx, 0),
  ]
  console.log(
    table(
      ['one elder', 'requests/s', 'ratio', 'p50 ms', 'p99 ms', 'CPU ms: server', 'database', 'errors'],
      [
        row('the row through pg behind bare Fastify', results.bare),
        row('the file: signed in, scoped, look recorded', results.file),
        row('a sealed field opened for a purpose', results.reveal),
      ],
    ),
  )
} finally {
  await Promise.all([bare.stop(), platform.stop()])
  await forget(kept)
  await kept.close()
}
