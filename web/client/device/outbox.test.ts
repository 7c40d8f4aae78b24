import { keepDraft } from '@yinian/core/surveys/door-api.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal, unreachable } from '../refusal.ts'
import { newDeviceId } from './device-id.ts'
import { makeOutbox } from './outbox.ts'
import { memoryStore } from './sealed-store.ts'

const input = { params: { county: '360702', id: newDeviceId() }, body: { answers: {} } }
const refused = () =>
  new Refusal({ type: '', title: '', status: 409, code: 'surveys.not-open', message: { zh: '已结束', en: 'over' } })

test('every command arrives, in order, however often the network breaks, and a new page finds what waits', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { maxLength: 30 }),
      fc.integer({ min: 1, max: 6 }),
      async (breaks, count) => {
        const store = memoryStore()
        const arrived: string[] = []
        const left = [...breaks]
        const send = async ({ id }: { id: string }) => {
          // An answer may be lost after the command has arrived: the platform then sees its id twice.
          if (left.shift() === true) throw unreachable()
          arrived.push(id)
        }
        const given: string[] = []
        const first = makeOutbox(store, send)
        for (let index = 0; index < count; index += 1) {
          const id = newDeviceId(index)
          given.push(id)
          await first.add(keepDraft, input, { id, about: 'someone' })
          await new Promise((resolve) => setTimeout(resolve, 2))
          await first.flush()
        }
        const second = makeOutbox(store, send)
        while ((await second.flush()) > 0);
        expect(arrived).toEqual(given)
        expect(await store.names('outbox/')).toEqual([])
      },
    ),
    { numRuns: 40 },
  )
})

test('what the platform refuses stays with its reason and lets the others pass', async () => {
  const arrived: string[] = []
  const outbox = makeOutbox(memoryStore(), async ({ id }) => {
    if (id === 'one') throw refused()
    arrived.push(id)
  })
  await outbox.add(keepDraft, input, { id: 'one', about: 'a' })
  await outbox.add(keepDraft, input, { id: 'two', about: 'b' })
  expect(await outbox.flush()).toBe(1)
  expect(arrived).toEqual(['two'])
  expect(outbox.waiting()[0]?.refusal?.code).toBe('surveys.not-open')
  await outbox.drop('one')
  expect(outbox.waiting()).toEqual([])
})

test('ids of a device are in the order in which they were made', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 40), fc.integer({ min: 1, max: 1000 }), (at, later) => {
      expect(newDeviceId(at) < newDeviceId(at + later)).toBe(true)
      expect(newDeviceId(at)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }),
  )
})
