import { afterAll, beforeAll, expect, it } from 'vitest'
import { layOutPlaces, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'

let platform: TestPlatform
let officer: Client
let point: { id: string; version: number }
let elderId: string

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
  elderId = (await registered(officer)).id
})
afterAll(() => platform.close())

const monastery = {
  type: 'monastery-support-point',
  region: places.village,
  name: '测试寺供养点',
  capacity: 1,
  details: { monastery: '测试寺', rooms: 3, meals: 'together' },
}

it('a county registers a monastery support point with what its type asks for', async () => {
  const answer = await officer.send('POST', '/places', monastery)
  expect(answer.statusCode).toBe(200)
  point = answer.json()
  expect(point).toMatchObject({ type: 'monastery-support-point', residents: 0, fen: null, details: { rooms: 3 } })
  expect((await officer.send('POST', '/places', monastery)).json().code).toBe('places.name-taken')
  const wrong = await officer.send('POST', '/places', { ...monastery, name: '另一处', details: { beds: 3 } })
  expect(wrong.json()).toMatchObject({ code: 'places.detail-wrong', at: '/details/beds' })
})

it('its care standard holds from a day on until a later one does', async () => {
  const set = (fen: number, from: string) =>
    officer.send('POST', `/places/${point.id}/standards`, { fen, from, document: '测试文件〔2026〕2号' })
  expect((await set(80_000, '2026-01-01')).json().fen).toBe(80_000)
  expect((await set(90_000, '2027-01-01')).json()).toMatchObject({ fen: 80_000, standards: [{ fen: 90_000 }, {}] })
  expect((await set(85_000, '2026-06-01')).json().code).toBe('places.day-wrong')
})

it('an elder lives in one place at a time, as long as there is room, and may be told who read it', async () => {
  const admit = (id: string, elder: string) =>
    officer.send('POST', `/places/${id}/residents`, { elderId: elder, from: '2026-02-01' })
  expect((await admit(point.id, elderId)).statusCode).toBe(200)
  const second = (await registered(officer)).id
  expect((await admit(point.id, second)).json().code).toBe('places.no-room-left')
  const home = (await officer.send('POST', '/places', { ...monastery, name: '第二供养点', capacity: null })).json()
  expect((await admit(home.id, elderId)).json().code).toBe('places.lives-elsewhere')
  const { rows } = (await officer.get(`/places/${point.id}/residents`)).json()
  expect(rows).toMatchObject([{ elderId, from: '2026-02-01', to: null }])
  const looks = (await officer.get(`/elders/${elderId}/looks`)).json()
  expect(looks.rows.map((look: { action: { en: string } }) => look.action.en)).toContain('List of residents opened')
  expect((await officer.get(`/elders/${elderId}/places`)).json().rows).toMatchObject([{ placeId: point.id }])
})

it('it closes only when nobody lives there', async () => {
  const close = async () =>
    officer.send('POST', `/places/${point.id}/close`, {
      version: (await officer.get(`/places/${point.id}`)).json().version,
      closedOn: '2026-11-20',
      reason: '并入他处',
    })
  expect((await close()).json().code).toBe('places.in-use')
  const [resident] = (await officer.get(`/places/${point.id}/residents`)).json().rows
  const left = await officer.send('POST', `/places/${point.id}/residents/${resident.id}/end`, {
    to: '2026-11-19',
    reason: '转入敬老院',
  })
  expect(left.statusCode).toBe(200)
  expect((await close()).json()).toMatchObject({ closedOn: '2026-11-20', residents: 0 })
})

it('a place where nobody lives has neither residents nor a standard', async () => {
  const home = await officer.send('POST', '/places', {
    type: 'rural-happiness-home',
    region: places.village,
    name: '测试幸福院',
    details: { area: 200 },
  })
  const { id } = home.json()
  const admitted = await officer.send('POST', `/places/${id}/residents`, { elderId, from: '2026-02-01' })
  expect(admitted.json().code).toBe('places.no-residents-here')
})

it('another county sees nothing of it', async () => {
  const neighbour = await platform.signedIn('civil-affairs-officer', places.nankang)
  expect((await neighbour.get('/places')).json().rows).toEqual([])
  expect((await neighbour.get(`/places/${point.id}`)).statusCode).toBe(404)
})
