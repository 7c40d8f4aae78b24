import { execFileSync } from 'node:child_process'
import { inflateSync } from 'node:zlib'
import { itemsOf } from '@yinian/core/assessments/instrument.ts'
import { gbt42195 } from '@yinian/core/assessments/instruments/gbt-42195-2022/instrument.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestPlatform, testPlatform } from '../../testing.ts'
import { at, confirmed, layOutCounty, type TestCounty, type TestOrganisation } from '../testing.ts'

let platform: TestPlatform
let county: TestCounty
let organisation: TestOrganisation

beforeAll(async () => {
  platform = await testPlatform()
  county = await layOutCounty(platform)
  organisation = await county.organisation()
})
afterAll(() => platform.close())

/** The text as a reader would select it, without blanks and line ends; absent where the machine has no pdftotext. */
function textOf(pdf: Buffer): string | undefined {
  try {
    return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString('utf8').replaceAll(/\s/g, '')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Everything in the file that says how glyphs become characters. */
function structureOf(pdf: Buffer): string {
  const raw = pdf.toString('latin1')
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = '']) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
  return raw + streams.join('\n')
}

const report = async (language: string) => {
  const done = await confirmed(county, organisation, await county.request(), {
    answers: { 'B.1.1': 0 },
    information: { 'A.4.1': ['dementia'] },
  })
  const answer = await county.officer.get(at(done, `report?language=${language}`))
  return { done, answer, pdf: answer.rawPayload }
}

describe('the report of a result', () => {
  it('has its fonts embedded and its text can be selected', async () => {
    const { answer, pdf } = await report('zh')
    expect(answer.headers['content-type']).toBe('application/pdf')
    expect(decodeURIComponent(String(answer.headers['content-disposition']))).toMatch(
      /能力评估报告-PG-360702-20261121-\w{8}\.pdf/,
    )
    const structure = structureOf(pdf)
    expect(structure).toMatch(/\/FontFile2/)
    expect(structure).toMatch(/\/ToUnicode/)
    expect(structure).toMatch(/NotoSansSC/)
  })

  it('says in Chinese who, what, by whom, on what basis and how long', async () => {
    const { done, pdf } = await report('zh')
    const text = textOf(pdf)
    if (text === undefined) return expect(structureOf(pdf)).toMatch(/beginbf(char|range)/)
    for (const said of [
      '老年人能力评估报告',
      done.number,
      '张桂英',
      '首次评估',
      'GB/T 42195-2022',
      '86 / 90',
      '能力轻度受损',
      '能力中度受损（中度失能）',
      '提高一个等级',
      '2027年11月20日',
      '第 1 页，共',
      '未经核实的事项',
    ])
      expect(text, said).toContain(said.replaceAll(' ', ''))
    for (const { id, name } of itemsOf(gbt42195)) expect(text).toContain(id + name.zh)
    for (const { assessorName, contentHash } of done.signatures) {
      expect(text).toContain(assessorName)
      expect(text).toContain(contentHash.slice(0, 32))
    }
    expect(text).toMatch(/9999\*+\d{3}[\dX]/)
  })

  it('says the same in English when asked', async () => {
    const { pdf } = await report('en')
    const text = textOf(pdf)
    if (text === undefined) return expect(pdf.length).toBeGreaterThan(10_000)
    for (const said of ['Older-person ability assessment report', 'Initial level', '20 Nov 2027', 'Page 1 of'])
      expect(text, said).toContain(said.replaceAll(' ', ''))
  })

  it('does not exist before there is a result, and downloading it leaves a trace', async () => {
    const requested = await county.request()
    expect((await county.officer.get(at(requested, 'report'))).json().code).toBe('assessments.event-refused')
    const { done } = await report('zh')
    const traces = await platform.owner
      .selectFrom('audit_event')
      .select('elder_id')
      .where('action', '=', 'assessments.report-looked')
      .where('subject_id', '=', done.id)
      .execute()
    expect(traces).toEqual([{ elder_id: done.elderId }])
  })
})
