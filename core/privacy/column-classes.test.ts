import { expect, it } from 'vitest'
import { classOfColumn } from './column-classes.ts'

it('says the class of an elder’s columns, sealed, masked and found by', () => {
  for (const column of ['phone_sealed', 'phone_masked', 'phone_index', 'address_sealed', 'longitude'])
    expect(classOfColumn('elder', column), column).toBe('contact')
  for (const column of ['document_number_sealed', 'document_number_index', 'document_number_end'])
    expect(classOfColumn('elder', column), column).toBe('identity')
  expect(classOfColumn('elder', 'payee_sealed')).toBe('account')
  expect(classOfColumn('benefit_payment', 'payee_account_masked')).toBe('account')
  expect(classOfColumn('related_person', 'phone_masked')).toBe('contact')
  expect(classOfColumn('elder_circumstance', 'value')).toBe('circumstances')
  for (const [table, column] of [
    ['related_person', 'note'],
    ['care_contact', 'finding_sealed'],
    ['guardianship_step', 'note_sealed'],
    ['assessment', 'reason_note'],
  ] as const)
    expect(classOfColumn(table, column), `${table}.${column}`).toBe('notes')
  expect(classOfColumn('care_contact', 'finding')).toBe('circumstances')
})

it('says none of keys, of names and of what is no elder’s', () => {
  for (const [table, column] of [
    ['elder', 'id'],
    ['elder', 'name'],
    ['elder', 'document_disputed'],
    ['elder_circumstance', 'recorded_by'],
    ['organisation', 'telephone'],
    ['assessor', 'phone_sealed'],
  ] as const)
    expect(classOfColumn(table, column), `${table}.${column}`).toBeUndefined()
})
