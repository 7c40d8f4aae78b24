import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { clockwork } from './queues.ts'

it('what happens by the clock stands in docs/architecture.md with its time', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/architecture.md'), 'utf8')
  const told = [...page.matchAll(/^\| (every minute|\d\d:\d\d) \| `([^`]+)` \|/gm)].map(
    ([, when, queue]) => `${queue} ${when}`,
  )
  const done = Object.entries(clockwork).map(([queue, when]) => `${queue} ${timeOf(when)}`)
  expect(told.sort()).toEqual(done.sort())
})

function timeOf(cron: string): string {
  const [minute = '', hour = ''] = cron.split(' ')
  return hour === '*' ? 'every minute' : `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
}
