import type { Answers, Instrument, Item } from '@yinian/core/assessments/instrument.ts'
import { reasons } from '@yinian/core/assessments/instruments/gbt-42195-2022/reasons.ts'
import { assessmentStates } from '@yinian/core/assessments/procedure.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { fill, type Language, type Text } from '@yinian/core/language/text.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { writeDay } from '@yinian/core/time/write-day.ts'
import type { Content, PdfDefinition, TableCell } from '../../documents/pdf.ts'
import { sexes, texts } from './texts.ts'

export interface Reported {
  readonly assessment: Assessment
  readonly elder: NonNullable<Assessment['elder']>
  readonly instrument: Instrument
  /** A.1.2; the day of both signatures where the forms name none. */
  readonly assessedOn: Day
  /** What the validity and the settings leave unverified. */
  readonly unverified: readonly Text[]
}

const rule = '#9AA5A0'
const faded = '#57625C'

/** The printed report of a result. */
export function reportDefinition(reported: Reported, language: Language): PdfDefinition {
  const { assessment, instrument } = reported
  const say = (text: Text): string => text[language]
  return {
    info: {
      title: `${say(texts.title)} ${assessment.number}`,
      subject: say(instrument.source),
      creator: '颐年 Yinian',
    },
    footer: (page, pages) => ({
      columns: [{ text: assessment.number }, { text: say(fill(texts.page, { page, pages })), alignment: 'right' }],
      margin: [48, 16, 48, 0],
      fontSize: 8,
      color: faded,
    }),
    content: [
      { text: say(texts.title), fontSize: 18, bold: true, alignment: 'center', margin: [0, 0, 0, 14] },
      facts(aboutCase(reported, language)),
      heading(say(texts.elder)),
      facts(aboutElder(reported, language)),
      heading(say(texts.result)),
      facts(result(reported, language)),
      heading(say(texts.scores)),
      scores(instrument, assessment, say),
      // Both signatures stand on one page, under their heading.
      { unbreakable: true, stack: [heading(say(texts.signatures)), signatures(assessment, language)] },
      ...notes(reported, say),
    ],
  }
}

type Facts = readonly (readonly [string, string])[]

function aboutCase({ assessment, instrument, assessedOn }: Reported, language: Language): Facts {
  const reason = reasons.find(({ code }) => code === assessment.reason)?.text
  const note = assessment.reasonNote ? `（${assessment.reasonNote}）` : ''
  return [
    [texts.number[language], assessment.number],
    [texts.organisation[language], assessment.organisationName ?? ''],
    [texts.standard[language], instrument.source[language]],
    [texts.reason[language], `${reason?.[language] ?? assessment.reason}${note}`],
    [texts.date[language], writeDay(assessedOn, language)],
    [texts.state[language], assessmentStates[assessment.state][language]],
  ]
}

function aboutElder({ elder }: Reported, language: Language): Facts {
  return [
    [texts.name[language], elder.name],
    [texts.sex[language], sexes[elder.sex][language]],
    [texts.birth[language], writeDay(elder.birth, language)],
    [texts.identityNumber[language], elder.identityNumberMasked],
    [texts.residence[language], elder.regionPath],
  ]
}

function result({ assessment, instrument }: Reported, language: Language): Facts {
  const { score } = assessment
  const changes = score.changes.map(
    ({ reason, clause, applied }) => `${reason[language]}（${clause}）${applied ? '' : texts.notApplied[language]}`,
  )
  return [
    [texts.total[language], `${score.total} / ${instrument.max}`],
    [texts.initialLevel[language], levelName(instrument, score.initialLevel, language)],
    [texts.changes[language], changes.join('\n') || texts.noChange[language]],
    [texts.finalLevel[language], levelName(instrument, assessment.finalLevel, language)],
    [texts.confirmedOn[language], assessment.confirmedOn ? writeDay(assessment.confirmedOn, language) : '—'],
    [texts.validUntil[language], assessment.validUntil ? writeDay(assessment.validUntil, language) : '—'],
  ]
}

function scores(instrument: Instrument, { answers, score }: Assessment, say: (text: Text) => string): Content {
  const head: TableCell[] = [
    { text: say(texts.item), bold: true },
    { text: say(texts.finding), bold: true },
    { text: say(texts.score), bold: true, alignment: 'right' },
  ]
  const rows = instrument.indicators.flatMap((indicator): TableCell[][] => {
    const sum = score.indicators.find(({ id }) => id === indicator.id)?.score ?? 0
    const title = `${indicator.id} ${say(indicator.name)}`
    return [
      [
        { text: title, bold: true, colSpan: 2, fillColor: '#EEF2EF' },
        '',
        { text: `${sum} / ${indicator.max}`, bold: true, alignment: 'right', fillColor: '#EEF2EF' },
      ],
      ...indicator.items.map((item) => itemRow(item, answers, say)),
    ]
  })
  return {
    table: { headerRows: 1, dontBreakRows: true, widths: [130, '*', 44], body: [head, ...rows] },
    layout: thinRules,
    fontSize: 9,
  }
}

function itemRow(item: Item, answers: Answers, say: (text: Text) => string): TableCell[] {
  const given = answers[item.id]
  const option = item.options.find((one) => one.score === given)
  const mark = item.unverified ? ' ※' : ''
  return [
    `${item.id} ${say(item.name)}${mark}`,
    option ? say(option.text) : '—',
    { text: `${given ?? '—'} / ${item.max}`, alignment: 'right' },
  ]
}

function signatures({ signatures }: Assessment, language: Language): Content {
  const head = [texts.name, texts.signedAt, texts.contentHash].map(
    (text): TableCell => ({ text: text[language], bold: true }),
  )
  const rows = signatures
    .filter((one) => one.withdrawnAt === null)
    .map((one): TableCell[] => [
      { text: one.assessorName, bold: true },
      writeInstant(one.signedAt, language),
      { text: `${one.contentHash.slice(0, 32)}\n${one.contentHash.slice(32)}`, fontSize: 8 },
    ])
  return {
    table: { widths: [90, 120, '*'], body: [head, ...rows], dontBreakRows: true },
    layout: thinRules,
    fontSize: 9,
  }
}

/** What a reader must not take for certain, printed with the result and not left behind in the system. */
function notes({ instrument, unverified }: Reported, say: (text: Text) => string): Content[] {
  const marked = instrument.indicators.flatMap(({ items }) => items).filter((item) => item.unverified !== undefined)
  const lines = [
    ...marked.map((item) => `※ ${item.id} ${say(item.name)}：${item.unverified ? say(item.unverified) : ''}`),
    ...[...instrument.unverified, ...unverified].map(say),
  ]
  if (lines.length === 0) return []
  return [heading(say(texts.unverified)), { ul: lines, fontSize: 8, color: faded }]
}

function facts(rows: Facts): Content {
  const body = rows.map(([label, value]): TableCell[] => [{ text: label, color: faded }, value])
  return { table: { widths: [110, '*'], body }, layout: thinRules }
}

function heading(text: string): Content {
  return { text, fontSize: 12, bold: true, margin: [0, 14, 0, 6] }
}

const thinRules = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0,
  hLineColor: () => rule,
  paddingTop: () => 3,
  paddingBottom: () => 3,
}

function levelName(instrument: Instrument, level: number | null, language: Language): string {
  const found = instrument.levels.find((one) => one.level === level)
  if (!found) return '—'
  const { name, alias } = found
  return name[language] === alias[language] ? name[language] : `${name[language]}（${alias[language]}）`
}

function writeInstant(instant: string, language: Language): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
  return `${writeDay(local.slice(0, 10), language)} ${local.slice(11, 16)}`
}
