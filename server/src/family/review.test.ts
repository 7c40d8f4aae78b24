import { afterAll, beforeAll, expect, it } from 'vitest'
import { layOutPlaces, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { personFor } from './testing.ts'

let platform: TestPlatform
let officer: Client
let auditor: Client
beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
  auditor = await platform.signedIn('auditor', places.zhanggong)
})
afterAll(() => platform.close())

it('the auditor of a division sees whether elders are answered in time, names nobody in the list, and leaves a trace in opening one', async () => {
  const elder = await registered(officer)
  const person = await personFor(platform, officer, elder)
  await officer.get(`/elders/${elder.id}`)
  const [look] = (await person.get(`/family/elders/${elder.id}/looks`)).json().rows
  await person.send('POST', `/family/elders/${elder.id}/questions`, { lookId: look.id, question: '为什么看我？' })
  await person.send('POST', `/family/elders/${elder.id}/corrections`, { field: 'phone', wanted: '13900001234' })
  const listed = await auditor.get('/family-requests')
  expect(listed.json(), listed.body).toMatchObject({ total: 2, rows: [{ kind: 'correction' }, { kind: 'question' }] })
  expect(listed.body).not.toContain(elder.name)
  expect(listed.body).not.toContain('为什么看我')
  const first = (await auditor.get('/family-requests?limit=1')).json()
  expect((await auditor.get(`/family-requests?limit=1&after=${first.next}`)).json().rows[0].kind).toBe('question')
  const { county, id } = (await auditor.get('/family-requests?kind=question&settled=false')).json().rows[0]
  const opened = await auditor.get(`/family-requests/question/${county}/${id}`)
  expect(opened.json()).toMatchObject({ asked: { zh: '为什么看我？' }, about: look.said, answer: null })
  const correction = first.rows[0]
  const wanted = await auditor.get(`/family-requests/correction/${correction.county}/${correction.id}`)
  expect(wanted.json()).toMatchObject({ asked: { zh: '电话' }, answer: null })
  expect(wanted.body).not.toContain('13900001234')
  const looks = (await person.get(`/family/elders/${elder.id}/looks`)).json().rows as { said: { zh: string } }[]
  expect(looks.map(({ said }) => said.zh).join()).toContain('看了您的提问或更正申请')
  await platform.owner.updateTable('look_question').set({ due_on: '2026-11-01' }).where('id', '=', id).execute()
  expect((await auditor.get('/family-requests?overdue=true')).json().rows).toMatchObject([{ id, overdue: true }])

  const elsewhere = await platform.signedIn('auditor', places.otherVillage)
  expect((await elsewhere.get('/family-requests')).json().total).toBe(0)
  expect((await elsewhere.get(`/family-requests/question/${county}/${id}`)).statusCode).toBe(404)
  for (const path of ['/family-requests', `/family-requests/question/${county}/${id}`])
    expect((await officer.get(path)).statusCode, path).toBe(403)
  expect(
    (await auditor.send('POST', `/look-questions/${county}/${id}/answer`, { answer: '不该能答', version: 1 }))
      .statusCode,
  ).toBe(403)
})
