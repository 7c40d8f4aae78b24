import { withheldFrom } from '@yinian/core/access/withheld.ts'
import type { QueryOf } from '@yinian/core/http/endpoint.ts'
import { badRequest, notFound } from '@yinian/core/http/problems.ts'
import { type FactsAt, factsAt, type Story } from '@yinian/core/people/as-of/facts.ts'
import { type Bar, barsAt } from '@yinian/core/people/as-of/tracks.ts'
import type { ElderAsOf, ElderFacts, getElderAsOf } from '@yinian/core/people/as-of-api.ts'
import { classesOfParticular } from '@yinian/core/people/field-classes.ts'
import type { DataClass } from '@yinian/core/privacy/data-classes.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import { addDays, isDay } from '@yinian/core/time/day.ts'
import { audit } from '../../access/index.ts'
import type { Work } from '../../http/work.ts'
import { nameRegions, type RegionName } from '../../regions/index.ts'
import { getElderRow } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { findSurvivor } from '../merge/in-sight.ts'
import { readStory } from './read-story.ts'
import { wordsOfBar } from './words.ts'

/** What held on a day, as it was known at an instant, beside what holds now. The look is recorded. @throws notFound, badRequest */
export async function readAsOf(work: Work, id: string, asked: QueryOf<typeof getElderAsOf>): Promise<ElderAsOf> {
  const { tx, actor } = work
  const elder = await getElderRow(tx, (await findSurvivor(tx, id)) ?? id)
  if (!elder.responsible) throw notFound()
  const day = asked.day ?? actor.today
  if (!isDay(day)) throw badRequest({ at: '/day' })
  const now = actor.now.toISOString()
  const known = asked.known === undefined ? now : instantOf(asked.known, now)
  const story = await readStory(tx, elder)
  const told = elder.levelDates ? story : { ...story, levels: [] }
  const today = (of: Story) => {
    const facts = factsAt(of, actor.today, now)
    if (!facts) throw new Error('A file was registered after now.')
    return facts
  }
  const [held, present] = [factsAt(told, day, known), today(story)]
  const withheld = withheldFrom(actor, actor.using)
  const bars = barsAt(told, known).filter((bar) => !classesOfBar(bar).some((one) => withheld.has(one)))
  const names = await nameRegions(tx, [
    ...[held, present].flatMap((facts) => (facts ? [facts.region, facts.registeredRegion] : [])),
    ...bars.flatMap(({ track, value }) => (track === 'residence' ? [value] : [])),
  ])
  await audit(work, 'people.as-of-looked', { ...lookAt(elder), detail: { day, known } })
  const isNow = day === actor.today && asked.known === undefined
  return {
    day,
    known,
    registeredAt: story.registeredAt,
    facts: held === undefined ? null : shownFacts(isNow ? present : held, names, elder.levelDates),
    today: shownFacts(present, names, elder.levelDates),
    levelDates: elder.levelDates,
    bars: bars.map((bar) => ({
      track: bar.track,
      from: bar.from,
      to: bar.to,
      ...wordsOfBar(bar, (code) => names(code).path),
    })),
  }
}

function classesOfBar({ track, line }: Bar): readonly DataClass[] {
  if (track === 'category') return ['circumstances']
  if (track === 'level') return ['assessment']
  return track === 'particular' ? classesOfParticular(line) : []
}

/** A day means its end in Asia/Shanghai; what is to come is not known. */
function instantOf(known: string, now: string): string {
  const day = known.slice(0, 10)
  if (!isDay(day)) throw badRequest({ at: '/known' })
  const instant = known.length === 10 ? new Date(Date.parse(`${addDays(day, 1)}T00:00:00+08:00`) - 1) : new Date(known)
  if (Number.isNaN(instant.getTime())) throw badRequest({ at: '/known' })
  return instant.toISOString() < now ? instant.toISOString() : now
}

function shownFacts(facts: FactsAt, names: (code: RegionCode) => RegionName, levelDates: boolean): ElderFacts {
  return {
    particulars: { ...facts.particulars },
    region: facts.region,
    regionPath: names(facts.region).path,
    registeredRegion: facts.registeredRegion,
    registeredPath: names(facts.registeredRegion).path,
    state: facts.state,
    circumstances: facts.circumstances.map((row) => ({
      id: row.id,
      category: `${row.kind}:${row.value}`,
      from: row.valid_from,
      to: row.valid_to,
      source: row.source,
    })),
    relatedPersons: facts.relatives.map((row) => ({
      id: row.id,
      name: row.name,
      relation: row.relation,
      roles: [...row.roles],
      phone: row.phone_masked,
      note: row.note,
      from: row.valid_from,
      to: row.valid_to,
    })),
    level: facts.level && { level: facts.level.level, validUntil: levelDates ? facts.level.validUntil : null },
  }
}
