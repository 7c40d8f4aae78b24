import { describe, expect, test } from 'vitest'
import { Problem } from '../http/problem.ts'
import { eventsOf, isFinal, next, type Procedure } from './procedure.ts'

const filing: Procedure<'open' | 'filed', 'file' | 'amend'> = {
  name: { zh: '备案', en: 'Filing' },
  initial: 'open',
  states: { open: { zh: '待备案', en: 'Open' }, filed: { zh: '已备案', en: 'Filed' } },
  events: {
    file: { name: { zh: '备案', en: 'File' }, permission: 'organisations:write' },
    amend: { name: { zh: '补正', en: 'Amend' }, permission: 'organisations:write' },
  },
  transitions: { open: { file: 'filed', amend: 'open' }, filed: {} },
}

describe('a procedure', () => {
  test('goes on by the events its state lists', () => {
    expect(next(filing, 'open', 'file')).toBe('filed')
    expect(next(filing, 'open', 'amend')).toBe('open')
    expect(eventsOf(filing, 'open')).toEqual(['file', 'amend'])
  })

  test('refuses an event its state does not list, in the words of the procedure', () => {
    const refusal = (() => {
      try {
        return next(filing, 'filed', 'amend')
      } catch (problem) {
        return problem
      }
    })()
    expect(refusal).toBeInstanceOf(Problem)
    expect(refusal instanceof Problem && refusal.toReply()).toMatchObject({
      status: 409,
      code: 'cases.event-refused',
      message: { zh: '当前状态“已备案”下不能“补正”', en: '“Amend” is not possible while it is “Filed”' },
    })
  })

  test('is over where nothing is listed', () => {
    expect(isFinal(filing, 'filed')).toBe(true)
    expect(isFinal(filing, 'open')).toBe(false)
  })
})
