// Finding somebody by initials, surname, telephone or identity number among all, for a county and a city officer.
import { parseArgs } from 'node:util'
import { openWith } from '../server/src/crypto/seal.ts'
import { labels } from '../server/src/people/sealed-elder.ts'
import { fire, headOfRow, rowOf } from './parts/fire.ts'
import { keptByDefault, openFilled } from './parts/kept.ts'
import { interleave, table } from './parts/measure.ts'
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
const county = '360702'
const kept = await openFilled(values.data)
const platform = await start('platform.ts', kept.appUrl)
try {
  const { rows } = await kept.owner.query<{
    id: string
    name: string
    initials: string
    number: Buffer
    phone: Buffer
  }>(
    `select id, name, initials, document_number_sealed as number, phone_sealed as phone from elder
     where county = $1 and phone_sealed is not null and state = 'active' order by md5(id::text) limit 2000`,
    [county],
  )
  const key = await kept.vault.currentKey(county)
  const typed = rows.map(({ id, name, initials, number, phone }) => ({
    initials,
    'first two initials': initials.slice(0, 2),
    surname: name.slice(0, 1),
    telephone: openWith(key, labels.phone(id), phone),
    'identity number': openWith(key, labels.documentNumber(id), number),
  }))
  const found: (string | number)[][] = []
  for (const [office, region] of [
    ['county', `${county}000000`],
    ['city', '360700000000'],
  ] as const) {
    const { cookie } = await signIn(kept, 'civil-affairs-officer', region)
    const by = (what: keyof (typeof typed)[number]) => () =>
      fire(values.data, platform, {
        ...values,
        cookie,
        path: (turn) => `/api/elders?q=${encodeURIComponent(typed[turn % typed.length]?.[what] ?? '')}`,
      })
    const results = await interleave(
      Number(values.rounds),
      {
        initials: by('initials'),
        'first two initials': by('first two initials'),
        surname: by('surname'),
        telephone: by('telephone'),
        'identity number': by('identity number'),
      },
      1,
    )
    for (const [what, fired] of Object.entries(results)) found.push([office, what, ...rowOf(fired, 0)])
  }
  console.log(table(['officer', 'found by', ...headOfRow], found))
} finally {
  await platform.stop()
  await forget(kept)
  await kept.close()
}
