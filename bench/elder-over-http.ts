// One elder's file over HTTP, signed in, within scope and with the look recorded, beside the same row through `pg`,
// unscoped, behind bare Fastify; and one sealed field opened for a purpose.
import { parseArgs } from 'node:util'
import { fire, headOfRow, rateOf, rowOf } from './parts/fire.ts'
import { keptByDefault, openFilled } from './parts/kept.ts'
import { interleave, table } from './parts/measure.ts'
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
  const at = (turn: number) => elders[turn % elders.length]?.id ?? ''
  const over = (server: Started, path: (id: string) => string) =>
    fire(values.data, server, { ...values, cookie, path: (turn) => path(at(turn)) })
  const results = await interleave(
    Number(values.rounds),
    {
      bare: () => over(bare, (id) => `/elders/${id}`),
      file: () => over(platform, (id) => `/api/elders/${id}`),
      reveal: () => over(platform, (id) => `/api/elders/${id}/reveal?field=phone&purpose=bench`),
    },
    1,
  )
  const beside = rateOf(results.bare)
  console.log(
    table(
      ['one elder', ...headOfRow],
      [
        ['the row through pg behind bare Fastify', ...rowOf(results.bare, beside)],
        ['the file: signed in, scoped, look recorded', ...rowOf(results.file, beside)],
        ['a sealed field opened for a purpose', ...rowOf(results.reveal, beside)],
      ],
    ),
  )
} finally {
  await Promise.all([bare.stop(), platform.stop()])
  await forget(kept)
  await kept.close()
}
