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
        const first = makeOutbox(store, { send })
        for (let index = 0; index < count; index += 1) {
          const id = newDeviceId(index)
          given.push(id)
          await first.add(keepDraft, input, { id, about: 'someone' })
          await new Promise((resolve) => setTimeout(resolve, 2))
          await first.flush()
        }
        const second = makeOutbox(store, { send })
        for (let times = 0; times <= breaks.length && (await second.flush()) > 0; times += 1);
        expect(arrived).toEqual(given)
        expect(await store.names('outbox/')).toEqual([])
      },
    ),
    { numRuns: 40 },
  )
})

test('what the platform refuses stays with its reason, lets the others pass, and can be sent again or taken back', async () => {
  const arrived: string[] = []
  let refuses = true
  const outbox = makeOutbox(memoryStore(), {
    send: async ({ id }) => {
      if (id !== 'two' && refuses) throw refused()
      arrived.push(id)
    },
  })
  await outbox.add(keepDraft, input, { id: 'one', about: 'a', name: '甲' })
  await outbox.add(keepDraft, input, { id: 'two', about: 'b' })
  await outbox.add(keepDraft, input, { id: 'three', about: 'c' })
  expect(await outbox.flush()).toBe(2)
  expect(arrived).toEqual(['two'])
  expect(outbox.waiting().map(({ refusal }) => refusal?.code)).toEqual(['surveys.not-open', 'surveys.not-open'])
  expect((await outbox.takeBack('one'))?.name).toBe('甲')
  refuses = false
  await outbox.retry('three')
  expect(arrived).toEqual(['two', 'three'])
  expect(outbox.waiting()).toEqual([])
})

test('nothing is sent in the name of somebody else, nor taken back while it is on its way', async () => {
  let mine = false
  let reach: () => void = () => {}
  const outbox = makeOutbox(memoryStore(), {
    ready: async () => mine,
    send: () =>
      new Promise<void>((resolve) => {
        reach = resolve
      }),
  })
  await outbox.add(keepDraft, input, { id: 'one', about: 'a' })
  expect(await outbox.flush()).toBe(1)
  mine = true
  const sent = outbox.flush()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await outbox.takeBack('one')).toBeUndefined()
  reach()
  expect(await sent).toBe(0)
})

test('two windows of one device: what the other has sent is not sent again, and what it added is', async () => {
  const store = memoryStore()
  const arrived: string[] = []
  const window = () => makeOutbox(store, { send: async ({ id }) => void arrived.push(id) })
  const [one, two] = [window(), window()]
  await one.add(keepDraft, input, { id: 'a', about: 'a' })
  await two.add(keepDraft, input, { id: 'b', about: 'b' })
  expect(await two.flush()).toBe(0)
  expect(await one.flush()).toBe(0)
  expect(arrived).toEqual(['a', 'b'])
})

test('ids of a device are in the order in which they were made', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 40), fc.integer({ min: 1, max: 1000 }), (at, later) => {
      expect(newDeviceId(at) < newDeviceId(at + later)).toBe(true)
      expect(newDeviceId(at)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }),
  )
})
