import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { detailWords, subjectTypes } from '@yinian/core/access/audit-words.ts'
import { expect, it } from 'vitest'

const sources = globSync('**/*.ts', { cwd: join(import.meta.dirname, '..') })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(import.meta.dirname, '..', file), 'utf8'))

it('names everything that an operation records an event about', () => {
  const recorded = sources.flatMap((source) =>
    [...source.matchAll(/subject(?:Type|_type): '([a-z-]+)'/g)].map((match) => match[1] ?? ''),
  )
  expect(recorded).toContain('account')
  expect([...new Set(recorded)].filter((subject) => subjectTypes[subject] === undefined)).toEqual([])
})

it('says every name of the trail in both languages', () => {
  for (const [key, { zh, en }] of Object.entries({ ...subjectTypes, ...detailWords })) {
    expect(zh, key).toMatch(/\p{Script=Han}/u)
    expect(en, key).not.toMatch(/\p{Script=Han}/u)
  }
})
