import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layOutPlaces, madeUpNumber, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { codeFor, enter, ofRelative, opened, password, personFor } from './testing.ts'

let platform: TestPlatform
let officer: Client
let village: Client
beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'county-desk')
  village = await platform.signedIn('village-worker', places.village, 'village-desk')
  await platform.owner
    .updateTable('account')
    .set({ title: '章贡区民政局', display_name: '钟秀兰' })
    .where('id', '=', officer.accountId)
    .execute()
})
afterAll(() => platform.close())

interface Look {
  readonly id: string
  readonly kind: string
  readonly said: { readonly zh: string; readonly en: string }
}
const looksOf = async (person: Client, elder: { id: string }) =>
  (await person.get(`/family/elders/${elder.id}/looks`)).json() as { rows: Look[]; next: string | null; since: string }
const said = ({ rows }: { rows: Look[] }) => rows.map((row) => row.said.zh).join('\n')
const activation = (payload: object) => platform.app.inject({ method: 'POST', url: '/api/family/activation', payload })

describe('an account of an elder', () => {
  it('is opened at the counter, activated once with the code of the slip, and signed in to with the password chosen', async () => {
    const elder = await registered(officer)
    const { accountName, id } = await opened(village, elder)
    expect(
      (
        await officer.send('POST', `/elders/${elder.id}/person-access`, { standsAs: 'self', identitySeen: '身份证' })
      ).json().code,
    ).toBe('family.self-held')
    const slip = await village.send('POST', `/elders/${elder.id}/person-access/${id}/slip`, { language: 'en' })
    expect([slip.statusCode, slip.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
    const code = await codeFor(platform, village, accountName)
    expect((await activation({ name: accountName, code: '00000000', password })).json().code).toBe(
      'access.activation-refused',
    )
    expect((await activation({ name: accountName, code, password: '12345678' })).json().code).toBe(
      'access.person-password-too-weak',
    )
    expect((await activation({ name: accountName, code, password })).statusCode).toBe(200)
    expect((await activation({ name: accountName, code, password })).json().code).toBe('access.activation-refused')
    const person = await enter(platform, '/api/family/sign-in', { name: accountName, password })
    expect((await person.get('/family/me')).json()).toMatchObject({
      accountName,
      name: elder.name,
      elders: [{ id: elder.id, standsAs: 'self', until: null }],
    })
  })

  it('takes no code after fourteen days, nor after five wrong tries', async () => {
    const elder = await registered(officer)
    const { accountName } = await opened(village, elder)
    const late = await codeFor(platform, village, accountName)
    platform.clock.moveTo('2026-12-05T02:00:00Z')
    expect((await activation({ name: accountName, code: late, password })).statusCode).toBe(401)
    platform.clock.moveTo('2026-11-21T02:00:00Z')
    const code = await codeFor(platform, village, accountName)
    for (let tries = 0; tries < 5; tries++)
      expect((await activation({ name: accountName, code: '99999999', password })).statusCode).toBe(401)
    expect((await activation({ name: accountName, code, password })).statusCode).toBe(401)
  })

  it('never opens the console, and nobody at work comes in by its entrance', async () => {
    const elder = await registered(officer)
    const person = await personFor(platform, village, elder)
    for (const path of ['/me', '/home', '/elders', `/elders/${elder.id}`, '/me/sessions', '/regions/360702000000'])
      expect((await person.get(path)).statusCode, path).toBe(401)
    const signIn = (url: string, payload: object) => platform.app.inject({ method: 'POST', url, payload })
    expect((await signIn('/api/sign-in', { name: person.accountName, password })).json().code).toBe(
      'access.sign-in-refused',
    )
    expect(
      (await signIn('/api/family/sign-in', { name: 'county-desk', password: 'only-for-tests-7' })).json().code,
    ).toBe('access.sign-in-refused')
    expect((await officer.get('/family/me')).statusCode).toBe(401)
    const token = (await signIn('/api/family/sign-in', { name: person.accountName, password })).cookies[0]
    const disguised = await platform.app.inject({
      url: '/api/me',
      cookies: { yinian_session: token?.value ?? '' },
    })
    expect(disguised.statusCode).toBe(401)
    expect(token).toMatchObject({ name: 'yinian_family', path: '/api/family', httpOnly: true, sameSite: 'Strict' })
    const accounts = await platform.signedIn('system-administrator', places.zhanggong)
    expect((await accounts.get(`/accounts?q=${person.accountName}`)).json().total).toBe(0)
    expect((await accounts.get(`/accounts/${person.accountId}`)).statusCode).toBe(404)
  })
})

describe('who looked at me', () => {
  it('tells each look in a plain sentence with office, name and purpose, and leaves out one’s own', async () => {
    const elder = await registered(officer, { phone: '13900007777' })
    const person = await personFor(platform, village, elder)
    await officer.get(`/elders/${elder.id}`)
    await officer.get(`/elders/${elder.id}/timeline`)
    await officer.get(`/elders/${elder.id}/reveal?field=phone&purpose=${encodeURIComponent('办理探访')}`)
    const all = await looksOf(person, elder)
    expect(said(all)).toContain('上午，章贡区民政局的钟秀兰（用途：办理探访）看了您的完整电话号码。')
    expect(said(all)).not.toContain('本人或家属')
    expect(all.rows.find(({ kind }) => kind === 'revealed')?.said.en).toBe(
      'In the morning, 钟秀兰 (章贡区民政局) saw your full telephone number, for this purpose: 办理探访.',
    )
    expect(all.since).toBe('2026-11-21')
    expect(said(await looksOf(person, elder))).toBe(said(all))
    expect(said((await village.get(`/elders/${elder.id}/looks-in-words`)).json())).toBe(said(all))
  })

  it('tells of every list that left with the elder on it, and of no list without them', async () => {
    const elder = await registered(officer, { region: places.otherVillage })
    const elsewhere = await registered(officer, { region: places.farVillage })
    const [person, other] = [await personFor(platform, officer, elder), await personFor(platform, officer, elsewhere)]
    const purpose = encodeURIComponent('季度走访')
    const file = await officer.get(`/elders/export?format=csv&purpose=${purpose}&region=${places.otherVillage}`)
    expect(file.statusCode, file.body).toBe(200)
    expect(said(await looksOf(person, elder))).toContain(
      '章贡区民政局的钟秀兰（用途：季度走访）导出了一份名单，里面有您',
    )
    expect(said(await looksOf(other, elsewhere))).not.toContain('导出')
  })

  it('tells whoever lives in another county of the list their registration put them on', async () => {
    const there = await platform.signedIn('civil-affairs-officer', places.nankang)
    const elder = await registered(there, { region: places.nankangVillage, registeredRegion: places.village })
    const person = await personFor(platform, there, elder)
    const purpose = encodeURIComponent('核对户籍')
    const file = await officer.get(`/elders/export?format=csv&purpose=${purpose}&basis=registration`)
    expect(file.statusCode, file.body).toBe(200)
    expect(said(await looksOf(person, elder))).toContain('（用途：核对户籍）导出了一份名单，里面有您')
  })

  it('pages without losing or repeating one', async () => {
    const elder = await registered(officer)
    const person = await personFor(platform, village, elder)
    for (let count = 0; count < 35; count++)
      await officer.get(`/elders/${elder.id}/reveal?field=documentNumber&purpose=${encodeURIComponent(`核对${count}`)}`)
    const first = await looksOf(person, elder)
    const second = (await person.get(`/family/elders/${elder.id}/looks?after=${first.next}`)).json()
    const ids = [...first.rows, ...second.rows].map(({ id }) => id)
    expect([first.rows.length, new Set(ids).size, second.next]).toEqual([30, ids.length, null])
    expect(said({ rows: [...first.rows, ...second.rows] }).match(/核对\d+/g)).toHaveLength(35)
  })

  it('is printed in large type for whoever comes to the counter, and read there as the elder would read it', async () => {
    const elder = await registered(officer)
    await officer.get(`/elders/${elder.id}`)
    const words = (await village.get(`/elders/${elder.id}/looks-in-words`)).json()
    expect(said(words)).toContain('章贡区民政局的钟秀兰看了您的档案')
    for (const language of ['zh', 'en']) {
      const sheet = await village.get(`/elders/${elder.id}/looks-sheet?language=${language}&channel=home-visit`)
      expect(sheet.rawPayload.subarray(0, 5).toString(), sheet.body.slice(0, 200)).toBe('%PDF-')
    }
    const far = await platform.signedIn('village-worker', places.farVillage)
    expect((await far.get(`/elders/${elder.id}/looks-in-words`)).statusCode).toBe(404)
  })
})

describe('a question about a look', () => {
  it('goes to the county, waits on its home page, and is read as answered; nobody answers twice', async () => {
    const elder = await registered(officer)
    const person = await personFor(platform, village, elder)
    await officer.get(`/elders/${elder.id}`)
    const look = (await looksOf(person, elder)).rows[0]
    const asked = await person.send('POST', `/family/elders/${elder.id}/questions`, {
      lookId: look?.id,
      question: '为什么要看我的档案？',
    })
    expect(asked.json(), asked.body).toMatchObject({ state: 'asked', channel: 'online', dueOn: '2026-12-21' })
    expect((await village.get('/look-questions')).statusCode).toBe(403)
    const waiting = (await officer.get('/home')).json().waiting
    expect(waiting).toContainEqual(expect.objectContaining({ link: '/look-questions?state=asked' }))
    const [row] = (await officer.get('/look-questions?state=asked')).json().rows
    expect(row).toMatchObject({ elderName: elder.name, question: '为什么要看我的档案？', askedAs: 'self' })
    const answer = (version: number) =>
      officer.send('POST', `/look-questions/360702/${row.id}/answer`, { answer: '办理年度复核时查看。', version })
    expect((await answer(9)).json().code).toBe('http.stale-version')
    expect((await answer(row.version)).json()).toMatchObject({ state: 'answered' })
    expect((await answer(row.version + 1)).json().code).toBe('cases.event-refused')
    expect((await person.get(`/family/elders/${elder.id}/questions`)).json().rows).toEqual([
      expect.objectContaining({ answer: '办理年度复核时查看。', answeredBy: '章贡区民政局 钟秀兰' }),
    ])
  })

  it('is only about a look at that elder', async () => {
    const [elder, other] = [await registered(officer), await registered(officer)]
    const person = await personFor(platform, village, elder)
    const someoneElse = await personFor(platform, village, other)
    await officer.get(`/elders/${other.id}`)
    const look = (await looksOf(someoneElse, other)).rows[0]
    const ask = (id: string) =>
      person.send('POST', `/family/elders/${id}/questions`, { lookId: look?.id, question: '谁？' })
    expect((await ask(elder.id)).statusCode).toBe(404)
    expect((await ask(other.id)).statusCode).toBe(404)
  })
})

describe('a relative', () => {
  it('sees one elder after the elder agreed, in words that name them and the last day', async () => {
    const elder = await registered(officer)
    const daughter = await personFor(platform, village, elder, ofRelative())
    expect((await daughter.get('/family/me')).json().elders).toEqual([
      {
        id: elder.id,
        name: elder.name,
        standsAs: 'relative',
        relation: { zh: '女儿', en: 'Daughter' },
        until: '2027-07-01',
      },
    ])
    const { rows } = (await officer.get(`/elders/${elder.id}/consents`)).json()
    expect(rows).toEqual([
      expect.objectContaining({
        kind: 'relative-access',
        recipientName: '李芳',
        validTo: '2027-07-01',
        manner: 'paper',
      }),
    ])
    const mother = await personFor(platform, village, elder)
    await daughter.get(`/family/elders/${elder.id}/particulars`)
    expect(said(await looksOf(mother, elder))).toContain('李芳看了您的资料')
  })

  it('needs the consent, a relation and a last day within two years', async () => {
    const elder = await registered(officer)
    const open = async (relative: object | undefined) =>
      (
        await village.send('POST', `/elders/${elder.id}/person-access`, {
          standsAs: 'relative',
          identitySeen: '身份证',
          ...(relative ? { relative } : {}),
        })
      ).json().code
    expect(await open(undefined)).toBe('family.relative-missing')
    expect(await open(ofRelative({ until: '2026-11-21' }))).toBe('family.period-wrong')
    expect(await open(ofRelative({ until: '2028-11-22' }))).toBe('family.period-wrong')
    expect(await open(ofRelative({ relation: '网友' }))).toBe('family.relative-missing')
    expect(
      await open(ofRelative({ consent: { wordingVersion: '2020-1', givenBy: 'elder', manner: 'signature' } })),
    ).toBe('privacy.wording-changed')
    const plain = {
      kind: 'relative-access',
      wordingVersion: '2026-1',
      givenBy: 'elder',
      manner: 'signature',
      givenOn: '2026-11-21',
    }
    expect((await officer.send('POST', `/elders/${elder.id}/consents`, plain)).json().code).toBe(
      'privacy.recipient-missing',
    )
  })

  it('sees nothing from the moment the elder withdraws, at the counter or online', async () => {
    const elder = await registered(officer)
    const mother = await personFor(platform, village, elder)
    for (const where of ['counter', 'online']) {
      const son = await personFor(platform, village, elder, ofRelative({ name: '李强', relation: 'son' }))
      expect((await son.get(`/family/elders/${elder.id}/particulars`)).statusCode).toBe(200)
      const withdrawn =
        where === 'counter'
          ? await officer.send('POST', `/elders/${elder.id}/consents/${son.consentId}/withdrawal`, { on: '2026-11-21' })
          : await mother.send('POST', `/family/elders/${elder.id}/consents/${son.consentId}/withdrawal`)
      expect(withdrawn.statusCode, withdrawn.body).toBe(200)
      for (const what of ['looks', 'questions', 'particulars'])
        expect((await son.get(`/family/elders/${elder.id}/${what}`)).statusCode, what).toBe(404)
      expect((await son.get('/family/me')).json().elders).toEqual([])
      const slip = await village.send('POST', `/elders/${elder.id}/person-access/${son.accessId}/slip`, {
        language: 'zh',
      })
      expect(slip.json().code).toBe('family.access-ended')
    }
  })

  it('does not withdraw what the elder agreed to, nor see who else does', async () => {
    const elder = await registered(officer)
    const daughter = await personFor(platform, village, elder, ofRelative())
    const son = await personFor(platform, village, elder, ofRelative({ name: '李强', relation: 'son' }))
    const refused = await daughter.send('POST', `/family/elders/${elder.id}/consents/${son.consentId}/withdrawal`)
    expect(refused.statusCode).toBe(404)
    expect((await son.get('/family/me')).json().elders).toHaveLength(1)
    expect((await daughter.get(`/family/elders/${elder.id}/particulars`)).json().holders).toEqual([])
  })

  it('sees nothing after the last day, after an officer ended it, or after the elder’s death', async () => {
    const elder = await registered(officer)
    const daughter = await personFor(platform, village, elder, ofRelative({ until: '2026-11-22' }))
    platform.clock.moveTo('2026-11-23T02:00:00Z')
    const fresh = await enter(platform, '/api/family/sign-in', { name: daughter.accountName, password })
    expect((await fresh.get('/family/me')).json().elders).toEqual([])
    platform.clock.moveTo('2026-11-21T02:00:00Z')

    const son = await personFor(platform, village, elder, ofRelative({ name: '李强', relation: 'son' }))
    await village.send('POST', `/elders/${elder.id}/person-access/${son.accessId}/end`, { reason: '老人来电要求' })
    expect((await son.get('/family/me')).json().elders).toEqual([])

    const mother = await personFor(platform, village, elder)
    const { version } = (await officer.get(`/elders/${elder.id}`)).json()
    const died = await officer.send('POST', `/elders/${elder.id}/death`, {
      version,
      diedOn: '2026-11-20',
      source: '家属',
    })
    expect(died.statusCode, died.body).toBe(200)
    expect((await mother.get(`/family/elders/${elder.id}/looks`)).statusCode).toBe(404)
  })

  it('of two parents has one account', async () => {
    const [mother, father] = [await registered(officer), await registered(officer)]
    const { accountName, ...daughter } = await personFor(platform, village, mother, ofRelative())
    await opened(village, father, ofRelative({ accountName }))
    expect((await daughter.get('/family/me')).json().elders.map(({ id }: { id: string }) => id)).toEqual([
      mother.id,
      father.id,
    ])
  })
})

describe('what is kept about me', () => {
  it('is shown masked, and a correction asked for is decided by the village with its reason', async () => {
    const documentNumber = madeUpNumber()
    const elder = await registered(officer, { phone: '13900008888', documentNumber })
    const person = await personFor(platform, village, elder)
    const shown = await person.get(`/family/elders/${elder.id}/particulars`)
    expect(shown.body).not.toContain('13900008888')
    expect(shown.body).not.toContain(documentNumber)
    await person.send('POST', `/family/elders/${elder.id}/corrections`, { field: 'phone', wanted: '改成 13911112222' })
    const [row] = (await village.get('/correction-requests?state=asked')).json().rows
    expect(JSON.stringify(row)).not.toContain('13911112222')
    expect((await village.get(`/correction-requests/360702/${row.id}/wanted`)).json().wanted).toBe('改成 13911112222')
    const decided = await village.send('POST', `/correction-requests/360702/${row.id}/decision`, {
      decision: 'refuse',
      reason: '号码打不通，请再核对',
      version: row.version,
    })
    expect(decided.json(), decided.body).toMatchObject({ state: 'refused' })
    const { corrections } = (await person.get(`/family/elders/${elder.id}/particulars`)).json()
    expect(corrections).toEqual([expect.objectContaining({ state: 'refused', reason: '号码打不通，请再核对' })])
  })
})

describe('who does not come online', () => {
  it('has everything done at the counter, by telephone and at home, and is counted by how they came', async () => {
    const elder = await registered(officer, { region: places.farVillage })
    const desk = await platform.signedIn('village-worker', places.farVillage)
    await officer.get(`/elders/${elder.id}`)
    const look = (await desk.get(`/elders/${elder.id}/looks-in-words`)).json().rows[0]
    const who = { askedAs: 'relative', askerName: '李芳（女儿）' }
    const asked = await desk.send('POST', `/elders/${elder.id}/look-questions`, {
      lookId: look.id,
      question: '谁让看的？',
      channel: 'phone',
      ...who,
    })
    expect(asked.json(), asked.body).toMatchObject({ channel: 'phone', askerName: '李芳（女儿）' })
    const corrected = await desk.send('POST', `/elders/${elder.id}/correction-requests`, {
      field: 'address',
      wanted: '搬到村东头',
      channel: 'home-visit',
      ...who,
    })
    expect(corrected.statusCode, corrected.body).toBe(200)
    await desk.get(`/elders/${elder.id}/looks-sheet?channel=counter`)
    const request = await desk.send('POST', '/assessments', {
      county: '360702',
      elderId: elder.id,
      reason: 'first',
      contact: { name: '李芳', telephone: '13900139000' },
      channel: 'phone',
      askedBy: '李芳（女儿）',
    })
    expect(request.statusCode, request.body).toBe(200)
    const counted = (await officer.get(`/channels?region=${places.farVillage}`)).json()
    const of = (what: string) => counted.rows.find((row: { what: string }) => row.what === what)
    expect(of('question')).toMatchObject({ counter: 0, phone: 1, online: 0 })
    expect(of('correction')).toMatchObject({ 'home-visit': 1 })
    expect(of('sheet')).toMatchObject({ counter: 1 })
    expect(of('assessment')).toMatchObject({ counter: 0, phone: 1 })
  })
})
