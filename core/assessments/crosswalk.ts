import { fill, type Text } from '../language/text.ts'
import { addMonths, type Day } from '../time/day.ts'

export const heldKinds = {
  ability: { zh: '能力评估（GB/T 42195-2022）', en: 'Ability assessment (GB/T 42195-2022)' },
  recognised: { zh: '外地互认的能力评估', en: 'Ability assessment of elsewhere, recognised' },
  'old-ability': { zh: '旧标准能力评估（MZ/T 039-2013）', en: 'Ability assessment, older standard (MZ/T 039-2013)' },
  needs: { zh: '需求评估', en: 'Needs assessment' },
  'family-capacity': { zh: '家庭照护能力', en: 'Family-care capacity' },
  screen: { zh: '初筛', en: 'Screen' },
  disability: { zh: '长护险失能等级', en: 'LTCI disability grade' },
  'disability-certificate': { zh: '残疾人证', en: 'Disability certificate' },
  'self-care': { zh: '特困人员自理能力认定', en: 'Self-care grade of tekun persons' },
  'health-check': { zh: '体检发现', en: 'Finding of a health check' },
} as const satisfies Record<string, Text>
export type HeldKind = keyof typeof heldKinds

/** One assessment that some department already holds. */
export interface HeldAssessment {
  readonly kind: HeldKind
  readonly result: Text
  readonly on: Day | null
  readonly validUntil: Day | null
  readonly source: string
  /** What must be said with it: older standard, not official, not a diagnosis. */
  readonly note: Text | null
}

/** How long a finding of a health check is taken over: until the next yearly check. */
const findingMonths = 12

const sentences = {
  ability: {
    zh: '能力等级在 {day} 前有效，状况没有变化时不必再作能力评估',
    en: 'The ability level is valid until {day}; without a change there is no need to assess ability again',
  },
  family: {
    zh: '家庭照护能力在 {day} 前可以沿用',
    en: 'The family-care capacity may be used until {day}',
  },
  needs: {
    zh: '需求评估在 {day} 前可以沿用，只需核对变化',
    en: 'The needs may be used until {day}; only check for changes',
  },
  screen: { zh: '初筛在 {day} 前不必重复', en: 'The screen need not be repeated before {day}' },
  certificate: {
    zh: '已有残疾人证，残疾类别和等级以证件为准，不必另行评定',
    en: 'A disability certificate is held: kind and grade go by it and are not assessed again',
  },
  disability: {
    zh: '长护险失能等级由医保部门评定，民政可以采用其结论（医保办发〔2021〕37号），本平台内的试算结果除外',
    en: 'The LTCI grade is given by the insurance agency; civil affairs may accept it (医保办发〔2021〕37号), but not a trial result of this platform',
  },
  findings: {
    zh: '体检已记录{kinds}，评估时可直接采用，不必重复测量',
    en: 'The health check has recorded {kinds}; the assessment may take it over without measuring again',
  },
} as const satisfies Record<string, Text>

/**
 * What need not be assessed again (B12), each sentence by the record that makes it true.
 * @param write how a day is written for a reader
 */
export function notAgain(
  held: readonly HeldAssessment[],
  day: Day,
  write: (day: Day) => Text = (one) => ({ zh: one, en: one }),
): readonly Text[] {
  const valid = (kinds: readonly HeldKind[]) =>
    held
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ validUntil }) => validUntil)
      .filter((until) => until !== null)
      .filter((until) => until >= day)
      .toSorted()
      .at(-1)
  const until = (kinds: readonly HeldKind[], sentence: Text): Text[] => {
    const last = valid(kinds)
    if (last === undefined) return []
    const written = write(last)
    return [{ zh: fill(sentence, { day: written.zh }).zh, en: fill(sentence, { day: written.en }).en }]
  }
  const has = (kind: HeldKind) => held.some((one) => one.kind === kind)
  const findings = held.filter(
    ({ kind, on }) => kind === 'health-check' && on !== null && day <= addMonths(on, findingMonths),
  )
  return [
    ...until(['ability', 'recognised'], sentences.ability),
    ...until(['family-capacity'], sentences.family),
    ...until(['needs'], sentences.needs),
    ...until(['screen'], sentences.screen),
    ...(has('disability-certificate') ? [sentences.certificate] : []),
    ...(has('disability') ? [sentences.disability] : []),
    ...(findings.length === 0 ? [] : [namedFindings(findings)]),
  ]
}

function namedFindings(findings: readonly HeldAssessment[]): Text {
  const of = (language: 'zh' | 'en') => [...new Set(findings.map(({ result }) => result[language].split(/[:：]/)[0]))]
  return {
    zh: fill(sentences.findings, { kinds: of('zh').join('、') }).zh,
    en: fill(sentences.findings, { kinds: of('en').join(', ') }).en,
  }
}
