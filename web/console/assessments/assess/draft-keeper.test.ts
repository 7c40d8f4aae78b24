import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Refusal, unreachable } from '../../../client/refusal.ts'
import { draftKeeper } from './draft-keeper.ts'
import { type Entries, noEntries, putOver } from './entries.ts'

const stale = () =>
  new Refusal({
    type: '',
    title: '',
    status: 409,
    code: 'http.stale-version',
    message: { zh: '已被修改', en: 'changed' },
  })

/** A server that keeps one draft and refuses an old version. */
function server() {
  const held = { answers: {} as Record<string, number>, information: {}, version: 1, reachable: true }
  const device: { kept: Entries | null } = { kept: null }
  const assessment = () => ({ ...held }) as unknown as Assessment
  const keeper = () =>
    draftKeeper(assessment(), {
      send: async (entries, version) => {
        if (!held.reachable) throw unreachable()
        if (version !== held.version) throw stale()
        Object.assign(held, putOver(held, entries))
        held.version++
        return { version: held.version }
      },
      reread: async () => assessment(),
      keep: (entries) => {
        device.kept = entries
      },
      kept: device.kept,
      sendable: (entries) => entries,
    })
  return { held, device, keeper }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('what an assessor fills in', () => {
  test('is on the device at once and on the server soon', async () => {
    const { held, device, keeper } = server()
    const draft = keeper()
    draft.enter({ answers: { 'B.1.1': 4 } })
    expect(draft.state()).toMatchObject({ answers: { 'B.1.1': 4 }, status: 'saving' })
    expect(device.kept?.answers).toEqual({ 'B.1.1': 4 })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(held.answers).toEqual({ 'B.1.1': 4 })
    expect(draft.state()).toMatchObject({ status: 'saved', version: 2 })
    expect(device.kept).toBeNull()
  })

  test('survives a lost connection and a reload, and is sent when the connection is back', async () => {
    const { held, keeper } = server()
    const before = keeper()
    held.reachable = false
    before.enter({ answers: { 'B.1.1': 4 } })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(before.state()).toMatchObject({ status: 'offline', answers: { 'B.1.1': 4 } })
    before.stop()
    const after = keeper()
    expect(after.state().answers).toEqual({ 'B.1.1': 4 })
    after.enter({ answers: { 'B.1.2': 3 } })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(held.answers).toEqual({})
    held.reachable = true
    await vi.advanceTimersByTimeAsync(6_000)
    expect(held.answers).toEqual({ 'B.1.1': 4, 'B.1.2': 3 })
    expect(after.state().status).toBe('saved')
  })

  test('is put over what the other assessor filled in meanwhile, and takes nothing of it away', async () => {
    const { held, keeper } = server()
    const draft = keeper()
    held.answers = { 'B.2.1': 2 }
    held.version = 7
    draft.enter({ answers: { 'B.1.1': 4 } })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(held.answers).toEqual({ 'B.2.1': 2, 'B.1.1': 4 })
    expect(draft.state()).toMatchObject({ merged: true, version: 8, answers: { 'B.2.1': 2, 'B.1.1': 4 } })
  })

  test('while the entries before are on their way is sent after them', async () => {
    const { held, keeper } = server()
    const draft = keeper()
    draft.enter({ answers: { 'B.1.1': 4 } })
    const flushed = draft.flush()
    draft.enter({ answers: { 'B.1.1': 2, 'B.1.2': 1 } })
    await flushed
    await vi.advanceTimersByTimeAsync(1_000)
    expect(held.answers).toEqual({ 'B.1.1': 2, 'B.1.2': 1 })
  })

  test('is shown over what is read again, and an older answer is passed over', () => {
    const { keeper } = server()
    const draft = keeper()
    draft.enter({ answers: { 'B.1.1': 4 } })
    draft.adopt({ answers: { 'B.1.1': 1, 'B.3.1': 2 }, information: null, version: 5 } as unknown as Assessment)
    expect(draft.state()).toMatchObject({ version: 5, answers: { 'B.1.1': 4, 'B.3.1': 2 } })
    draft.adopt({ answers: {}, information: null, version: 4 } as unknown as Assessment)
    expect(draft.state()).toMatchObject({ version: 5, answers: { 'B.1.1': 4, 'B.3.1': 2 } })
    draft.stop()
  })

  test('can be taken away again', async () => {
    const { held, keeper } = server()
    const draft = keeper()
    draft.enter({ answers: { 'B.1.1': 4 } })
    await vi.advanceTimersByTimeAsync(1_000)
    draft.enter({ answers: { 'B.1.1': null } })
    expect(draft.state().answers).toEqual({})
    await vi.advanceTimersByTimeAsync(1_000)
    expect(held.answers).toEqual({})
  })

  test('is not signed over while it cannot be sent', async () => {
    const { held, keeper } = server()
    const draft = keeper()
    held.reachable = false
    draft.enter({ answers: { 'B.1.1': 4 } })
    await expect(draft.flush()).rejects.toMatchObject({ code: 'client.unreachable' })
    held.reachable = true
    await expect(draft.flush()).resolves.toBe(2)
    draft.stop()
  })
})

test('entries put over nothing are themselves', () => {
  expect(putOver({ answers: {}, information: {} }, noEntries)).toEqual({ answers: {}, information: {} })
})
