import { withheldFrom } from '@yinian/core/access/withheld.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { getElderTimeline, TimelineEntry } from '@yinian/core/people/api.ts'
import { findCircumstanceKind } from '@yinian/core/people/circumstances.ts'
import { relatedRoles } from '@yinian/core/people/related-persons.ts'
import type { DataClass } from '@yinian/core/privacy/data-classes.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'
import { tellDeathReports } from './deaths/timeline.ts'
import { type ElderReference, getElderFile, getElderRow } from './elder-file.ts'
import { tellGuardianship } from './guardianship/timeline.ts'
import { tellCare } from './left-behind/timeline.ts'
import { recordPartLooked } from './looks.ts'
import { tellMerges } from './merge/timeline.ts'
import { tellTransfers } from './transfer/timeline.ts'

/** What a module has to tell of one elder. */
export type TellTimeline = (tx: Tx, elder: ElderReference) => Promise<TimelineEntry[]>

const tellers = new Map<string, { readonly tell: TellTimeline; readonly of?: DataClass | undefined }>()

/** Lets a module add to every elder's timeline; called once at start. @param of the class of data it tells of */
export function declareTimeline(module: string, tell: TellTimeline, of?: DataClass): void {
  tellers.set(module, { tell, of })
}

/** What happened to an elder, newest first, told by every module; without what the reader is not shown. @throws notFound */
export async function readTimeline(work: Work, id: string): Promise<ReplyOf<typeof getElderTimeline>> {
  const { tx, actor } = work
  const elder = await getElderRow(tx, id)
  await recordPartLooked(work, 'people.timeline-looked', elder)
  const withheld = withheldFrom(actor, actor.using)
  const told = (await tellAll(work, elder)).filter(
    ({ dataClass }) => dataClass === undefined || !withheld.has(dataClass),
  )
  return {
    ...(withheld.size > 0 ? { withheld: [...withheld] } : {}),
    rows: told.sort((one, other) => dayOf(other.at).localeCompare(dayOf(one.at)) || other.at.localeCompare(one.at)),
  }
}

/** Everything every module tells of an elder, as far as the reader is responsible. */
export async function tellAll(work: Work, elder: ElderReference): Promise<TimelineEntry[]> {
  const told = await tellPeople(work, elder)
  if (elder.responsible)
    for (const { tell, of } of tellers.values()) told.push(...classed(await tell(work.tx, elder), of))
  return told
}

const classed = (told: readonly TimelineEntry[], of: DataClass | undefined): TimelineEntry[] =>
  told.map((entry) => (of === undefined ? entry : { dataClass: of, ...entry }))

/** Days and instants stand in one list, so both are brought to the day in Shanghai. */
const dayOf = (at: string): string => (at.length === 10 ? at : dayAt(new Date(at)))

async function tellPeople({ tx, actor }: Work, elder: ElderReference): Promise<TimelineEntry[]> {
  const file = await getElderFile(tx, elder.id, actor.today)
  const entry = (at: string, zh: string, en: string, detail: Text | null = null): TimelineEntry => ({
    at,
    module: 'people',
    title: { zh, en },
    detail: detail && { ...detail },
    link: null,
  })
  const told = [entry(file.registeredAt, '登记入册', 'Registered')]
  if (file.diedOn) told.push(entry(file.diedOn, '去世', 'Died'))
  const ofCircumstances: TimelineEntry[] = []
  for (const one of file.circumstances) {
    const kind = findCircumstanceKind(one.kind)
    const value = kind?.values[one.value]
    if (!kind || !value) continue
    const title = { zh: `${kind.name.zh}：${value.name.zh}`, en: `${kind.name.en}: ${value.name.en}` }
    ofCircumstances.push(
      entry(one.from, title.zh, title.en, { zh: `来源：${one.source}`, en: `Source: ${one.source}` }),
    )
    if (one.to !== null && one.to <= actor.today)
      ofCircumstances.push(entry(one.to, `${title.zh}（终止）`, `${title.en} (ended)`))
  }
  const ofRelatives: TimelineEntry[] = []
  for (const person of file.relatedPersons) {
    const roles = person.roles.map((role) => relatedRoles[role as keyof typeof relatedRoles] ?? { zh: role, en: role })
    const zh = roles.map((role) => role.zh).join('、')
    const en = roles.map((role) => role.en).join(', ')
    ofRelatives.push(entry(person.from, `登记${zh}`, `Recorded: ${en}`, { zh: person.name, en: person.name }))
    if (person.to !== null)
      ofRelatives.push(entry(person.to, `不再是${zh}`, `No longer: ${en}`, { zh: person.name, en: person.name }))
  }
  told.push(...classed(ofCircumstances, 'circumstances'), ...classed(ofRelatives, 'relatives'))
  if (elder.responsible)
    told.push(
      ...(await tellMerges(tx, elder)),
      ...(await tellTransfers(tx, elder)),
      ...(await tellDeathReports(tx, elder)),
      ...classed(await tellGuardianship(tx, elder), 'relatives'),
      ...classed(await tellCare(tx, elder), 'circumstances'),
    )
  return [...told, ...(await tellResidences(tx, elder))]
}

async function tellResidences(tx: Tx, elder: ElderReference): Promise<TimelineEntry[]> {
  const former = await tx
    .selectFrom('former_residence')
    .select(['former_region', 'former_registered_region', 'valid_to', 'division_change'])
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .orderBy('valid_to')
    .orderBy('id')
    .execute()
  const stays = [
    ...former.map((one) => ({
      region: one.former_region,
      registered: one.former_registered_region,
      to: one.valid_to,
      redrawn: one.division_change !== null,
    })),
    { region: elder.region, registered: elder.registeredRegion, to: '', redrawn: false },
  ]
  const names = await nameRegions(
    tx,
    stays.flatMap((stay) => [stay.region, stay.registered]),
  )
  return stays.slice(1).flatMap((stay, index) => {
    const before = stays[index]
    if (!before) return []
    // Nobody moved where the divisions were redrawn: the place of residence says it for the registration too.
    const redrawn = before.redrawn
    const moved: [string, string, Text][] = [
      [
        before.region,
        stay.region,
        redrawn
          ? { zh: '区划调整，住处未变', en: 'Divisions changed; the home is where it was' }
          : { zh: '居住地变更', en: 'Moved' },
      ],
      [
        before.registered,
        stay.registered,
        redrawn
          ? { zh: '户籍地区划调整', en: 'The division of household registration changed' }
          : { zh: '户籍地变更', en: 'Household registration moved' },
      ],
    ]
    return moved
      .filter(([from, to], at) => from !== to && !(redrawn && at === 1 && before.region === from && stay.region === to))
      .map(([from, to, title]) => {
        const path = `${names(from).path} → ${names(to).path}`
        return { at: before.to, module: 'people', title: { ...title }, detail: { zh: path, en: path }, link: null }
      })
  })
}
