import { describe, expect, test } from 'vitest'
import { decideSignatory, describeSignatory, mustWaitForSignatory, type SignatoryFacts } from './signatory.ts'

const nothing: SignatoryFacts = { circumstance: null, guardian: null, temporaryGuardian: null, state: null }
const daughter = { name: '王小红', relation: 'daughter' }

describe('an admission to an institution', () => {
  test('is signed by the elder who needs no guardian, and by the guardian of whoever has one', () => {
    expect(decideSignatory({ ...nothing, circumstance: 'not-needed' })).toEqual({ who: 'elder' })
    expect(decideSignatory({ ...nothing, circumstance: 'guarded', guardian: daughter })).toEqual({
      who: 'guardian',
      ...daughter,
    })
  })

  test('waits where a guardian is needed and none can sign', () => {
    const none = decideSignatory({ ...nothing, circumstance: 'none', state: 'in-court' })
    expect(mustWaitForSignatory(none)).toBe(true)
    expect(describeSignatory(none).zh).toContain('法院审理中')
    expect(mustWaitForSignatory(decideSignatory({ ...nothing, circumstance: 'guarded' }))).toBe(true)
  })

  test('does not wait where somebody acts for the time being', () => {
    const temporary = decideSignatory({ ...nothing, circumstance: 'none', temporaryGuardian: '腊长村村民委员会' })
    expect(temporary).toMatchObject({ who: 'temporary', name: '腊长村村民委员会' })
    expect(mustWaitForSignatory(temporary)).toBe(false)
  })

  test('is not held up by a file that says nothing, but says so', () => {
    const unknown = decideSignatory(nothing)
    expect(mustWaitForSignatory(unknown)).toBe(false)
    expect(describeSignatory(unknown).zh).toContain('请核实')
  })
})
