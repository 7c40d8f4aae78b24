import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, keyOf, type Present, type Said } from './compare.ts'
import { type CircumstanceField, circumstanceOf, type FieldId, valuesOf } from './kinds.ts'
import { take, type Use, unused } from './limits.ts'
import { readAnswer, readRow } from './read-answer.ts'
import { sandboxAbility, sandboxCategories } from './sandbox.ts'
import { fewest, hideSmall } from './small-cells.ts'
import { clientMoves, connectorMoves, nextClientState, nextComparisonState, nextConnectorState } from './states.ts'

const today = '2026-11-21'
const present: Present = { alive: true, registeredRegion: '360702007001', circumstances: ['hardship:dibao'] }
const known = (values: Said['values']): Said => ({ known: true, values })
const asking = (fields: FieldId[], said: Said, whole = true) =>
  compare(fields, said, present, { today, whole }).map(keyOf)

describe('an answer beside the register', () => {
  it('says nothing where both agree', () => {
    expect(asking(['hardship'], known({ hardship: 'dibao' }))).toEqual([])
    expect(asking(['registeredRegion'], known({ registeredRegion: '360702000000' }))).toEqual([])
  })

  it('proposes what differs, with the present value beside it', () => {
    const [one] = compare(['hardship'], known({ hardship: 'tekun' }), present, { today, whole: true })
    expect(one).toEqual({ subject: 'circumstance', kind: 'hardship', value: 'tekun', present: 'dibao', from: today })
    expect(asking(['registeredRegion'], known({ registeredRegion: '360703000000' }))).toEqual([
      'registered-region:360703000000',
    ])
  })

  it('ends what a department has nothing of, but not because a list leaves somebody out', () => {
    expect(asking(['hardship'], { known: false, values: {} })).toEqual(['hardship:-dibao'])
    expect(asking(['hardship'], { known: false, values: {} }, false)).toEqual([])
  })

  it('of a death says nothing else, and of the dead nothing at all', () => {
    expect(asking(['diedOn', 'hardship'], known({ diedOn: '2026-11-01', hardship: 'tekun' }))).toEqual([
      'death:2026-11-01',
    ])
    expect(compare(['diedOn'], known({ diedOn: today }), { ...present, alive: false }, { today, whole: true })).toEqual(
      [],
    )
  })

  const circumstances = fc.subarray(
    (Object.keys(circumstanceOf) as CircumstanceField[]).flatMap((field) =>
      Object.keys(valuesOf(field)).map((value) => ({ field, value })),
    ),
  )
  it('proposes nothing more once everything proposed was taken over', () => {
    fc.assert(
      fc.property(circumstances, circumstances, fc.boolean(), (held, told, whole) => {
        const fields = Object.keys(circumstanceOf) as FieldId[]
        const said = known(Object.fromEntries(told.map(({ field, value }) => [field, value])))
        const before = new Set(held.map(({ field, value }) => `${circumstanceOf[field]}:${value}`))
        const ask = () => compare(fields, said, { ...present, circumstances: [...before] }, { today, whole })
        for (const one of ask()) {
          if (one.subject !== 'circumstance') throw new Error('only circumstances were asked for')
          if (one.present !== null) before.delete(`${one.kind}:${one.present}`)
          if (one.value !== null) before.add(`${one.kind}:${one.value}`)
        }
        expect(ask()).toEqual([])
      }),
    )
  })
})

describe('what a department writes', () => {
  const mapping = {
    records: 'data.rows',
    number: 'sfzh',
    fields: { hardship: 'lb', from: 'qsrq', diedOn: 'swrq' },
    values: { hardship: { '01': 'tekun' } },
  }
  const number = '999999193501010015'

  it('is read by its own names and codes, and passed over where nobody knows the code', () => {
    const answer = {
      data: {
        rows: [
          { sfzh: number, lb: '01', qsrq: '2025年1月2日' },
          { sfzh: 'x', lb: '01' },
        ],
      },
    }
    const said = readAnswer(answer, ['hardship', 'from'], mapping)
    expect([...(said ?? [])]).toEqual([[number, known({ hardship: 'tekun', from: '2025-01-02' })]])
    const odd = readAnswer({ data: { rows: { sfzh: number, lb: '99' } } }, ['hardship'], mapping)
    expect(odd?.get(number)).toEqual(known({}))
    expect(readAnswer({ data: {} }, ['hardship'], mapping)).toBeUndefined()
  })

  it('is read from a list by its headings', () => {
    const headings = ['姓名', 'sfzh', 'lb']
    expect(readRow(headings, ['某人', number, '最低生活保障'], ['hardship'], mapping)).toEqual({
      number,
      said: known({ hardship: 'dibao' }),
    })
    expect(readRow(headings, ['某人', '3.6E+17', '低保'], ['hardship'], mapping)).toBeUndefined()
  })
})

describe('limits', () => {
  it('never let through more than a minute or a day allows, and let in again when it is over', () => {
    const waits = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 40 }),
        waits,
        (perMinute, perDay, pauses) => {
          let at = 1_800_000_000
          let use: Use = unused
          const minutes = new Map<number, number>()
          const days = new Map<number, number>()
          for (const wait of pauses) {
            at += wait
            const taken = take(use, { perMinute, perDay }, at)
            use = taken.use
            if (!taken.allowed) {
              expect(taken.retryAfter).toBeGreaterThan(0)
              const later = take(use, { perMinute, perDay }, at + taken.retryAfter)
              expect(later.allowed || later.by === 'day').toBe(true)
              continue
            }
            const [minute, day] = [Math.floor(at / 60), Math.floor((at + 8 * 3600) / 86_400)]
            minutes.set(minute, (minutes.get(minute) ?? 0) + 1)
            days.set(day, (days.get(day) ?? 0) + 1)
          }
          expect(Math.max(0, ...minutes.values())).toBeLessThanOrEqual(perMinute)
          expect(Math.max(0, ...days.values())).toBeLessThanOrEqual(perDay)
        },
      ),
    )
  })
})

describe('figures that leave', () => {
  it('tell of no group below five, nor let a single hidden one be reckoned', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 2, maxLength: 6 }), (cells) => {
        const shown = hideSmall(cells)
        for (const cell of shown) expect(cell === null || cell === 0 || cell >= fewest).toBe(true)
        const hidden = shown.filter((cell) => cell === null).length
        const others = cells.filter((cell) => cell >= fewest).length
        if (hidden > 0 && others > 0) expect(hidden).toBeGreaterThan(1)
      }),
    )
  })
})

describe('states', () => {
  it('nothing is on, active or at work but by the step that another person takes', () => {
    const states = ['off', 'asked', 'on'] as const
    for (const state of states)
      for (const move of Object.keys(connectorMoves) as (keyof typeof connectorMoves)[])
        if (nextConnectorState(state, move) === 'on') expect([state, move]).toEqual(['asked', 'switch-on'])
    for (const state of ['requested', 'active', 'refused', 'ended'] as const)
      for (const move of Object.keys(clientMoves) as (keyof typeof clientMoves)[])
        if (nextClientState(state, move) === 'active') expect([state, move]).toEqual(['requested', 'approve'])
    expect(nextComparisonState('done', 'take-up')).toBeUndefined()
    expect(nextComparisonState('stopped', 'finish')).toBeUndefined()
  })
})

it('a test key is told of invented people alone', () => {
  expect(sandboxAbility('360702193501010015', today)).toBeNull()
  expect(sandboxCategories('360702193501010015')).toBeNull()
  expect(sandboxAbility('999999193501010015', today)).toEqual({
    level: 1,
    confirmedOn: '2026-11-20',
    validUntil: '2027-11-20',
  })
})
