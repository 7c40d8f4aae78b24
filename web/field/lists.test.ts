import { type Respondent, recordFound, recordVisit } from '@yinian/core/surveys/door-api.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Waiting } from '../client/device/outbox.ts'
import { type DeviceStore, memoryStore } from '../client/device/sealed-store.ts'
import { getTaken, putTaken } from '../client/device/taken.ts'
import { arrived, everybody, forgetLists, listName, listsTaken, peopleOf, refresh, type TakenList } from './lists.ts'

const county = '360702'
const listId = '018f0000-0000-7000-8000-00000000000a'
const respondent = (id: string, name: string): Respondent => ({
  county,
  id,
  campaignId: 'c',
  elderId: id,
  name,
  sex: 'female',
  age: 80,
  region: '360702001001',
  regionPath: '章贡区 村',
  newlyFound: false,
  state: 'to-ask',
  tries: 0,
  answeredOn: null,
  answeredBy: null,
  drafted: false,
})
const taken = (open = true): TakenList => ({
  list: {
    county,
    id: listId,
    region: '360702001001',
    regionPath: '章贡区 村',
    campaignCounty: county,
    campaignId: 'c',
    title: '摸底',
    fromOn: '2026-11-01',
    toOn: '2026-12-31',
    open,
    assignedTo: null,
    assignedToName: null,
    toAsk: 2,
    asked: 0,
    notMet: 0,
    refused: 0,
    moved: 0,
    died: 0,
    newlyFound: 0,
  },
  purpose: '',
  instrumentId: 'survey-needs',
  instrumentVersion: '1',
  instrument: {},
  respondents: [respondent('p1', '李桂英'), respondent('p2', '王福生')],
  more: false,
})
const command = (path: string, about: string, input: Waiting['input']): Waiting => ({
  id: about,
  method: 'POST',
  path: path as Waiting['path'],
  input,
  about,
  madeAt: '2026-11-21T02:00:00Z',
  refusal: null,
})
const found = command(recordFound.path, 'p3', {
  params: { county, id: listId },
  body: { id: 'p3', person: { name: '新来的', documentNumber: '1' } },
})
let store: DeviceStore

beforeEach(async () => {
  store = memoryStore()
  await putTaken(store, listName({ county, id: listId }), taken(), '2026-11-21T01:00:00Z')
})
afterEach(() => vi.unstubAllGlobals())

const answering = (status: number, body: object) =>
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status }))

test('somebody found at the door stands on the list before the platform knows of them, and once after', async () => {
  const before = await getTaken<TakenList>(store, listName({ county, id: listId }))
  expect(peopleOf(before?.data ?? taken(), [found]).map(({ name }) => name)).toEqual(['新来的', '李桂英', '王福生'])
  await arrived(store, found, { respondent: { ...respondent('p3', '新来的'), newlyFound: true }, waitsBecause: null })
  const after = await getTaken<TakenList>(store, listName({ county, id: listId }))
  expect(peopleOf(after?.data ?? taken(), [found]).filter(({ id }) => id === 'p3')).toHaveLength(1)
})

test('what has arrived changes the list that lies here, and not how old it is', async () => {
  await arrived(store, command(recordVisit.path, 'p1', { params: { county, id: 'p1' }, body: {} }), { state: 'asked' })
  const kept = await getTaken<TakenList>(store, listName({ county, id: listId }))
  expect(kept?.data.respondents.map(({ state }) => state)).toEqual(['asked', 'to-ask'])
  expect(kept?.at).toBe('2026-11-21T01:00:00Z')
})

test.each([
  ['a list of a survey that is over', 200, taken(false)],
  ['a list this account may no longer see', 404, { code: 'http.not-found', status: 404, message: { zh: '', en: '' } }],
  [
    'a list after the right to ask was taken away',
    403,
    { code: 'http.not-allowed', status: 403, message: { zh: '', en: '' } },
  ],
])('%s goes from the device, and with it what was begun and not handed in', async (_what, status, body) => {
  await store.put('draft/p1', {})
  await store.put('outbox/v1', found)
  answering(status, body)
  await refresh(store)
  expect(await listsTaken(store)).toEqual([])
  expect(await store.names('')).toEqual(['outbox/v1'])
})

test('nothing goes while the platform cannot be reached', async () => {
  await store.put('draft/p1', {})
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  await refresh(store)
  expect((await everybody(store)).map(({ one }) => one.name)).toEqual(['李桂英', '王福生'])
  expect(await store.names('draft/')).toEqual(['draft/p1'])
  await forgetLists(store)
  expect(await store.names('')).toEqual([])
})
