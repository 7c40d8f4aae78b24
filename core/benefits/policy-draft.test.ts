import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinLayer } from './layers.ts'
import type { Policy, PolicyLayer } from './policy.ts'
import { conditionRows, emptyPolicy, freshClause, nextDraft, pathOfCondition, withConditions } from './policy-draft.ts'

const said = { text: { zh: '条款', en: 'Clause' }, source: 'test', status: 'unverified' } as const
const condition = (clause: string, rule = '在世') => ({ clause, ...said, rule })
const above: Policy = {
  ...emptyPolicy('360000000000', '2026-01'),
  programme: 'old-age-allowance',
  who: [condition('one'), condition('two'), condition('three')],
}
const layer = (who?: PolicyLayer['who']): PolicyLayer => ({
  ...(nextDraft(above, '360700000000', '2026-12') as PolicyLayer),
  ...(who === undefined ? {} : { who }),
})

describe('the conditions of a layer, as they are edited', () => {
  test('are those of the level above with what it replaces, removes and adds', () => {
    const rows = conditionRows(
      layer({ replace: [condition('two', '低保')], remove: ['three'], add: [condition('four')] }),
      above,
    )
    expect(rows.map(({ clause, origin }) => [clause, origin])).toEqual([
      ['one', 'above'],
      ['two', 'replaced'],
      ['three', 'removed'],
      ['four', 'own'],
    ])
    const document = withConditions(layer(), rows) as PolicyLayer
    expect(pathOfCondition(document, rows, 1)).toBe('/who/replace/0/rule')
    expect(pathOfCondition(document, rows, 3)).toBe('/who/add/0/rule')
  })

  test('come back as the same layer, whatever it does, and join to the rows that stay', () => {
    const origins = fc.constantFrom('above', 'replaced', 'removed')
    fc.assert(
      fc.property(fc.tuple(origins, origins, origins), fc.boolean(), ([one, two, three], adds) => {
        const rows = [
          ...above.who.map((row, at) => ({
            ...row,
            origin: [one, two, three][at] as 'above' | 'replaced' | 'removed',
          })),
          ...(adds ? [{ ...condition('four'), origin: 'own' as const }] : []),
        ]
        const document = withConditions(layer(), rows) as PolicyLayer
        expect(conditionRows(document, above).map(({ clause, origin }) => [clause, origin])).toEqual(
          rows.map(({ clause, origin }) => [clause, origin]),
        )
        const join = joinLayer(above, document)
        expect(join.ok && join.policy.who.map(({ clause }) => clause)).toEqual(
          rows.filter(({ origin }) => origin !== 'removed').map(({ clause }) => clause),
        )
      }),
    )
  })

  test('say nothing of the level above where nothing was changed', () => {
    expect(withConditions(layer(), conditionRows(layer(), above))).toEqual(layer())
  })
})

describe('a draft', () => {
  test('of the same division is its next version, of one below a layer upon it', () => {
    expect(nextDraft(above, '360000000000', '2027-01')).toMatchObject({ validFrom: '2027-01', who: above.who })
    expect(nextDraft(above, '360700000000', '2027-01')).toMatchObject({
      extends: '360000000000',
      region: '360700000000',
      programme: 'old-age-allowance',
    })
  })

  test('gives new statements a code nobody has', () => {
    expect(freshClause(['clause-1', 'clause-3'])).toBe('clause-2')
  })
})
