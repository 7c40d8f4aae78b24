import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportSources } from '../../export-sources.ts'
import { writeExport } from '../../lists/index.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'

const city = '360700000000'
let platform: TestPlatform
let officer: Client
let one: Client
let other: Client
let ofTheCity: Client
let secondOfTheCity: Client
/** Of 腊长村 in 水南镇, and of 永红村 in the town beside it. */
let worker: Client
let neighbour: Client
let elder: { id: string; documentNumber: string; version: number }
let far: { id: string }
const number = madeUpNumber()
const phone = '13900001111'

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
  one = await platform.signedIn('security-administrator', places.zhanggong, 'security-one')
  other = await platform.signedIn('security-administrator', places.zhanggong, 'security-other')
  ofTheCity = await platform.signedIn('security-administrator', city, 'security-of-the-city')
  secondOfTheCity = await platform.signedIn('security-administrator', city, 'second-of-the-city')
  worker = await platform.signedIn('village-worker', places.village)
  neighbour = await platform.signedIn('village-worker', places.farVillage)
  const particulars = {
    phone,
    address: { text: '水南镇独一无二路一号', longitude: 114.9, latitude: 25.8 },
    payee: { accountName: '欧阳甲', bank: '独一银行', accountNumber: '9999990000000001' },
    circumstances: [{ kind: 'hardship', value: 'tekun', from: '2020-01-01', source: '县民政局' }],
  }
  elder = await registered(officer, { name: '欧阳甲', documentNumber: number, ...particulars })
  far = await registered(officer, { name: '欧阳乙', region: places.farVillage, ...particulars })
  await officer.send('POST', `/elders/${elder.id}/related-persons`, {
    name: '欧阳独二',
    relation: 'son',
    roles: ['supporter'],
    phone: '13900002222',
  })
  await officer.send('PATCH', `/elders/${elder.id}`, { version: elder.version, phone: '13900003333' })
  await officer.send('PATCH', `/elders/${elder.id}`, { version: elder.version + 1, phone })
})
afterAll(() => platform.close())

interface Asked {
  readonly county: string
  readonly id: string
  readonly version: number
}
const ask = (by: Client, dataClass: string, more: object = {}) =>
  by.send('POST', '/data-class-requests', {
    kind: 'withhold',
    region: places.shuinan,
    role: 'village-worker',
    dataClass,
    reason: '本镇村级人员不需要',
    ...more,
  })
const decide = (by: Client, { county, id, version }: Asked, event: string, reason = '') =>
  by.send('POST', `/data-class-requests/${county}/${id}/decide`, { event, reason, version })
async function settled(by: Client, second: Client, dataClass: string, more: object = {}): Promise<void> {
  const asked = await ask(by, dataClass, more)
  if (asked.statusCode !== 200) throw new Error(asked.body)
  const decided = await decide(second, asked.json(), 'approve')
  if (decided.statusCode !== 200) throw new Error(decided.body)
}
const withheldFor = async (
  dataClass: string,
  run: () => Promise<void>,
  more: object = {},
  by = one,
  second = other,
) => {
  await settled(by, second, dataClass, more)
  try {
    await run()
  } finally {
    await settled(by, second, dataClass, { ...more, kind: 'show', reason: '恢复' })
  }
}
const fileOf = async (client: Client, id: string = elder.id) => (await client.get(`/elders/${id}`)).json()

describe('a village worker of a town where contact is withheld', () => {
  it('sees neither telephone nor address in the file, and is told why; the town beside sees both', async () => {
    expect(await fileOf(worker)).toMatchObject({ phone: expect.stringContaining('1111') })
    await withheldFor('contact', async () => {
      const file = await fileOf(worker)
      expect(file).toMatchObject({ phone: null, address: null, longitude: null, latitude: null, withheld: ['contact'] })
      expect(file.relatedPersons[0]).toMatchObject({ name: '欧阳独二', phone: null })
      expect(file.payee).not.toBeNull()
      const beside = await fileOf(neighbour, far.id)
      expect(beside).toMatchObject({ phone: expect.stringContaining('1111'), address: expect.any(String) })
      expect(beside).not.toHaveProperty('withheld')
      expect(await fileOf(officer)).toMatchObject({ phone: expect.stringContaining('1111') })
    })
    expect(await fileOf(worker)).toMatchObject({ phone: expect.stringContaining('1111') })
    expect(await fileOf(worker)).not.toHaveProperty('withheld')
  })

  it('finds nobody by telephone, sees none in the list nor in the changes of the file', async () => {
    expect((await worker.get(`/elders?q=${phone}`)).json().rows).toHaveLength(1)
    expect((await worker.get(`/elders/${elder.id}/changes`)).body).toContain('电话')
    await withheldFor('contact', async () => {
      const list = (await worker.get('/elders')).json()
      expect(list.rows.map((row: { phone: string | null }) => row.phone)).toEqual([null])
      expect(list.withheld).toEqual(['contact'])
      expect((await worker.get(`/elders?q=${phone}`)).json().rows).toEqual([])
      expect((await worker.get(`/elders/count?q=${phone}`)).json().count).toBe(0)
      expect((await worker.get(`/elders?q=${encodeURIComponent('欧阳')}`)).json().rows).toHaveLength(1)
      const changes = await worker.get(`/elders/${elder.id}/changes`)
      expect(changes.json().withheld).toEqual(['contact'])
      expect(changes.body).not.toContain('电话')
      const asOf = await worker.get(`/elders/${elder.id}/as-of`)
      expect(asOf.json().today.particulars).toMatchObject({ phone: null, address: null })
      expect(asOf.body).not.toContain('1111')
      expect((await neighbour.get(`/elders?q=${phone}`)).json().rows).toHaveLength(1)
    })
  })

  it('reads no note where notes are withheld, and still whom it is about', async () => {
    const told = '脑梗后说话不清'
    const body = { name: '欧阳有注', relation: 'daughter', roles: ['supporter'], note: told }
    expect((await officer.send('POST', `/elders/${elder.id}/related-persons`, body)).statusCode).toBe(200)
    expect(JSON.stringify(await fileOf(worker))).toContain(told)
    await withheldFor('notes', async () => {
      const file = await fileOf(worker)
      expect(file.withheld).toEqual(['notes'])
      const one = file.relatedPersons.find(({ name }: { name: string }) => name === '欧阳有注')
      expect(one).toMatchObject({ relation: 'daughter', note: '' })
      for (const path of ['', '/as-of', '/changes', '/timeline', '/care'])
        expect((await worker.get(`/elders/${elder.id}${path}`)).body, path).not.toContain(told)
      expect(JSON.stringify(await fileOf(officer))).toContain(told)
    })
    expect(JSON.stringify(await fileOf(worker))).toContain(told)
  })

  it('is not shown it in the answer to a change, nor in that answer repeated', async () => {
    await withheldFor('contact', async () => {
      const body = { name: '欧阳丙', relation: 'neighbour', roles: ['supporter'], phone: '13900004444' }
      for (const key of ['00000000-0000-7000-8000-0000000000aa', '00000000-0000-7000-8000-0000000000aa']) {
        const answer = await worker.send('POST', `/elders/${elder.id}/related-persons`, body, key)
        expect(answer.statusCode, answer.body).toBe(200)
        expect(answer.json()).toMatchObject({ phone: null, withheld: ['contact'] })
      }
    })
  })
})

describe('a class withheld from officers of a county', () => {
  const ofCounty = { role: 'civil-affairs-officer', region: places.zhanggong }

  it('is not revealed', async () => {
    const reveal = (field: string) =>
      officer.get(`/elders/${elder.id}/reveal?field=${field}&purpose=${encodeURIComponent('联系')}`)
    expect((await reveal('phone')).statusCode).toBe(200)
    await withheldFor(
      'contact',
      async () => {
        for (const field of ['phone', 'address']) {
          expect((await reveal(field)).statusCode).toBe(403)
          expect((await reveal(field)).json().code).toBe('privacy.withheld-by-rule')
        }
        expect((await reveal('payee')).statusCode).toBe(200)
        const changes = await platform.owner
          .selectFrom('elder_former_particular')
          .select('id')
          .where('field', '=', 'phone')
          .execute()
        expect(changes.length).toBeGreaterThan(0)
        for (const { id } of changes)
          expect((await reveal(`formerParticular&formerParticularId=${id}`)).json().code).toBe(
            'privacy.withheld-by-rule',
          )
      },
      ofCounty,
    )
    expect((await reveal('phone')).statusCode).toBe(200)
  })

  it('is left out of a file that leaves', async () => {
    const take = () => officer.get(`/elders/export?format=csv&purpose=${encodeURIComponent('走访')}`)
    expect((await take()).body).toContain('139****1111')
    await withheldFor(
      'contact',
      async () => {
        const { body } = await take()
        expect(body).toContain('欧阳甲')
        expect(body).not.toContain('1111')
        expect(body).not.toContain('电话')
        const chosen = await officer.get(
          `/elders/export?format=csv&columns=name&columns=phone&purpose=${encodeURIComponent('走访')}`,
        )
        expect(chosen.body).not.toContain('电话')
        expect(chosen.body).not.toContain('证件号码')
      },
      ofCounty,
    )
    await withheldFor(
      'circumstances',
      async () => {
        const list = await officer.get(`/left-behind/export?format=csv&purpose=${encodeURIComponent('走访')}`)
        expect(list.json().code).toBe('privacy.withheld-by-rule')
        expect((await take()).body).not.toContain('特困')
      },
      ofCounty,
    )
  })

  it('does not leave in a file that was written before the rule, and does not stand in one written after', async () => {
    const written = async (): Promise<string> => {
      const asked = await officer.send('POST', '/exports', {
        list: 'elders',
        filter: {},
        columns: null,
        format: 'csv',
        language: 'zh',
        purpose: '走访',
      })
      if (asked.statusCode !== 200) throw new Error(asked.body)
      const { id } = asked.json()
      await writeExport(platform.ground, exportSources, { county: '360702', id, accountId: officer.accountId })
      return id
    }
    const before = await written()
    expect((await officer.get(`/exports/${before}/file`)).body).toContain('139****1111')
    await withheldFor(
      'contact',
      async () => {
        expect((await officer.get(`/exports/${before}/file`)).json().code).toBe('privacy.withheld-by-rule')
        const after = await officer.get(`/exports/${await written()}/file`)
        expect(after.body).toContain('欧阳甲')
        expect(after.body).not.toContain('1111')
      },
      ofCounty,
    )
    expect((await officer.get(`/exports/${before}/file`)).statusCode).toBe(200)
  })

  it('cannot be filtered by, and its lists are empty', async () => {
    const tekun = '/elders?category=hardship:tekun'
    expect((await officer.get(tekun)).json().rows.length).toBeGreaterThan(0)
    await withheldFor(
      'circumstances',
      async () => {
        for (const path of [tekun, '/elders/count?category=hardship:tekun', '/elders?special=true'])
          expect((await officer.get(path)).json().code, path).toBe('privacy.withheld-by-rule')
        const file = await fileOf(officer)
        expect(file).toMatchObject({
          categories: [],
          circumstances: [],
          specialDifficulty: [],
          withheld: ['circumstances'],
        })
        expect((await officer.get(`/elders/${elder.id}/timeline`)).body).not.toContain('特困')
        expect((await officer.get('/key-groups/elders')).json()).toMatchObject({
          rows: [],
          withheld: ['circumstances'],
        })
      },
      ofCounty,
    )
    expect((await officer.get(`/elders/${elder.id}/timeline`)).body).toContain('特困')
  })

  it('hides whose an identity number is', async () => {
    expect((await officer.get(`/elders?q=${number}`)).json().rows).toHaveLength(1)
    await withheldFor(
      'identity',
      async () => {
        expect((await officer.get(`/elders?q=${number}`)).json().rows).toEqual([])
        expect((await officer.get(`/elders?q=${number.slice(-4)}`)).json().rows).toEqual([])
        expect(await fileOf(officer)).toMatchObject({ documentNumber: '' })
      },
      ofCounty,
    )
  })

  it('is still seen by whoever holds another grant that shows it', async () => {
    await withheldFor(
      'contact',
      async () => {
        const both = await platform.signedIn('civil-affairs-officer', places.zhanggong)
        expect((await fileOf(both)).phone).toBeNull()
        await platform.owner
          .insertInto('access_grant')
          .values({
            id: '00000000-0000-7000-8000-00000000beef',
            account_id: both.accountId,
            role: 'supervisor',
            region: places.zhanggong,
            granted_at: platform.clock.now(),
          })
          .execute()
        expect((await fileOf(both)).phone).not.toBeNull()
      },
      ofCounty,
    )
  })
})

describe('a rule', () => {
  it('does nothing until a second person of the security office agrees, who is not whoever asked', async () => {
    const asked = (await ask(one, 'account')).json()
    expect(asked).toMatchObject({ state: 'waiting', events: ['withdraw'] })
    expect((await fileOf(worker)).payee).not.toBeNull()
    expect((await decide(one, asked, 'approve')).json().code).toBe('access.needs-second-person')
    expect((await ask(other, 'account')).json().code).toBe('privacy.class-request-waiting')
    expect((await decide(other, asked, 'refuse')).json().code).toBe('access.reason-needed')
    expect((await decide(other, asked, 'refuse', '村里要核对账户')).json()).toMatchObject({ state: 'refused' })
    expect((await fileOf(worker)).payee).not.toBeNull()
    const again = (await ask(one, 'account')).json()
    expect((await decide(one, again, 'withdraw')).json()).toMatchObject({ state: 'withdrawn' })
  })

  it('of the city reaches the county, which sees where it comes from and cannot end it', async () => {
    const ofCity = { region: city, role: 'civil-affairs-officer' }
    await withheldFor(
      'account',
      async () => {
        expect((await fileOf(officer)).payee).toBeNull()
        const matrix = (await one.get(`/data-class-rules?region=${places.zhanggong}`)).json()
        expect(matrix.rules).toMatchObject([{ dataClass: 'account', inherited: true, region: { code: city } }])
        const here = { region: places.zhanggong, role: 'civil-affairs-officer' }
        expect((await ask(one, 'account', { ...here, kind: 'show' })).json().code).toBe('privacy.class-rule-missing')
        expect((await ask(one, 'account', here)).json().code).toBe('privacy.class-rule-held')
        expect((await ask(one, 'account', { ...ofCity, kind: 'show' })).json().code).toBe('access.beyond-own-scope')
      },
      ofCity,
      ofTheCity,
      secondOfTheCity,
    )
    expect((await fileOf(officer)).payee).not.toBeNull()
  })

  it('of a county is none of its neighbour’s business', async () => {
    const stranger = await platform.signedIn('security-administrator', places.nankang)
    await withheldFor('relatives', async () => {
      expect((await stranger.get(`/data-class-rules?region=${places.shuinan}`)).json().rules ?? []).toEqual([])
      expect((await stranger.get('/data-class-requests')).json().rows).toEqual([])
      expect((await ask(stranger, 'account')).json().code).toBe('access.beyond-own-scope')
    })
  })

  it('is proposed for roles of daily work alone, by the security office alone', async () => {
    expect((await ask(one, 'contact', { role: 'auditor' })).json().code).toBe('access.unknown-role')
    expect((await ask(officer, 'contact')).statusCode).toBe(403)
    expect((await ask(one, 'everything')).statusCode).toBe(400)
    expect((await ask(one, 'contact', { until: '2026-11-20' })).json().code).toBe('privacy.class-period')
  })

  it('holds from its first day to its last, and stays on record when it is over', async () => {
    await settled(one, other, 'account', { from: '2026-11-23', until: '2026-11-24' })
    const seenOn = async (day: string): Promise<boolean> => {
      platform.clock.moveTo(`${day}T02:00:00Z`)
      const now = await platform.signedIn('village-worker', places.village)
      return (await fileOf(now)).payee !== null
    }
    const seen = []
    for (const day of ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25']) seen.push(await seenOn(day))
    expect(seen).toEqual([true, false, false, true])
    const kept = await platform.owner
      .selectFrom('class_rule')
      .select(['valid_from', 'valid_to'])
      .where('data_class', '=', 'account')
      .where('region', '=', places.shuinan)
      .execute()
    expect(kept).toEqual([{ valid_from: '2026-11-23', valid_to: '2026-11-25' }])
    platform.clock.moveTo('2026-11-21T02:00:00Z')
  })

  it('is on the trail at every step', async () => {
    const asked = (await ask(one, 'benefits')).json()
    await decide(other, asked, 'approve')
    await settled(one, other, 'benefits', { kind: 'show' })
    const events = await platform.owner
      .selectFrom('audit_event')
      .select(['action', 'actor_name'])
      .where('subject_type', '=', 'class-rule')
      .where('actor_id', 'in', [one.accountId, other.accountId])
      .orderBy('id', 'desc')
      .limit(4)
      .execute()
    expect(events.map(({ action, actor_name }) => `${action} ${actor_name}`)).toEqual([
      'access.class-shown security-other',
      'access.class-rule-requested security-one',
      'access.class-withheld security-other',
      'access.class-rule-requested security-one',
    ])
  })
})
