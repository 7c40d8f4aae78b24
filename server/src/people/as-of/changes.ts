import { withheldFrom } from '@yinian/core/access/withheld.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { rowAt, undo, type Version } from '@yinian/core/people/as-of/kept-row.ts'
import { particularFields } from '@yinian/core/people/as-of/particulars.ts'
import type { ElderChange, listElderChanges } from '@yinian/core/people/as-of-api.ts'
import { findCircumstanceKind, nameOfCategory } from '@yinian/core/people/circumstances.ts'
import { classesOfParticular } from '@yinian/core/people/field-classes.ts'
import { relations } from '@yinian/core/people/related-persons.ts'
import type { DataClass } from '@yinian/core/privacy/data-classes.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { dayText } from '@yinian/core/time/write-day.ts'
import type { Work } from '../../http/work.ts'
import { nameRegions } from '../../regions/index.ts'
import { getElderRow } from '../elder-file.ts'
import { recordPartLooked } from '../looks.ts'
import { findSurvivor } from '../merge/in-sight.ts'
import { type ReadStory, readStory } from './read-story.ts'
import { same, wordsOfParticular } from './words.ts'

/** Every change of a file, newest first: what, when, by whom, from what to what, masked. @throws notFound */
export async function listChanges(work: Work, id: string): Promise<ReplyOf<typeof listElderChanges>> {
  const { tx } = work
  const elder = await getElderRow(tx, (await findSurvivor(tx, id)) ?? id)
  if (!elder.responsible) throw notFound()
  await recordPartLooked(work, 'people.changes-looked', elder)
  const story = await readStory(tx, elder)
  const rows = [
    change(story.registeredAt, '', { zh: '登记入册', en: 'Registered' }, {}),
    ...particulars(story),
    ...classed(circumstances(story), 'circumstances'),
    ...classed(relatives(story), 'relatives'),
    ...(await residences(work, story)),
  ]
  const withheld = withheldFrom(work.actor, work.actor.using)
  const told = rows.filter(({ dataClass }) => dataClass === undefined || !withheld.has(dataClass))
  return {
    ...(withheld.size > 0 ? { withheld: [...withheld] } : {}),
    rows: told.sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0)),
  }
}

const classed = (changes: readonly ElderChange[], dataClass: DataClass): ElderChange[] =>
  changes.map((one) => ({ ...one, dataClass }))

function change(at: string, by: string, what: Text, rest: Partial<ElderChange>): ElderChange {
  const empty = {
    from: null,
    to: null,
    why: 'recorded',
    holdsFrom: null,
    reason: '',
    formerParticularId: null,
  } as const
  return { at, by, what: { ...what }, ...empty, ...rest }
}

function particulars(story: ReadStory): ElderChange[] {
  return story.changes.map((one, index) => {
    const next = story.changes.slice(index + 1).find(({ field }) => field === one.field)
    const to = next ? next.former : story.present[one.field]
    const [dataClass] = classesOfParticular(one.field)
    return change(one.at, one.by, particularFields[one.field], {
      ...(dataClass === undefined ? {} : { dataClass }),
      from: wordsOfParticular(one.field, one.former),
      to: wordsOfParticular(one.field, to),
      why: one.merged ?? one.why,
      holdsFrom: one.from,
      reason: one.reason,
      formerParticularId: one.sealed ? one.id : null,
    })
  })
}

function circumstances(story: ReadStory): ElderChange[] {
  return story.circumstances.flatMap((kept) => {
    const { row, since, versions } = kept
    if (row.elder_id !== story.fileId) return []
    const what = findCircumstanceKind(row.kind)?.name ?? same(row.kind)
    const value = nameOfCategory(`${row.kind}:${row.value}`)
    const said = (of: { valid_from: Day; valid_to: Day | null }): Text => spanOf(value, of.valid_from, of.valid_to)
    const first = rowAt(kept, since) ?? row
    const recorded = change(since, story.recordedBy.get(row.id) ?? '', what, {
      to: said(first),
      holdsFrom: first.valid_from,
    })
    return [
      recorded,
      ...steps(row, versions, (from, to, by, at) =>
        change(at, by, what, { from: said(from), to: said(to), why: 'change' }),
      ),
    ]
  })
}

function relatives(story: ReadStory): ElderChange[] {
  return story.relatives.flatMap((kept) => {
    const { row, since, versions } = kept
    if (row.elder_id !== story.fileId) return []
    const relation = relations[row.relation as keyof typeof relations] ?? same(row.relation)
    const what = { zh: `身边的人：${relation.zh}`, en: `Person around: ${relation.en.toLowerCase()}` }
    const said = (of: { valid_from: Day; valid_to: Day | null }): Text =>
      spanOf(same(row.name), of.valid_from, of.valid_to)
    const first = rowAt(kept, since) ?? row
    const recorded = change(since, story.recordedBy.get(row.id) ?? '', what, {
      to: said(first),
      holdsFrom: first.valid_from,
    })
    return [
      recorded,
      ...steps(row, versions, (from, to, by, at) =>
        change(at, by, what, { from: said(from), to: said(to), why: 'change' }),
      ),
    ]
  })
}

/** One entry for each time a row’s period was changed. */
function steps<R extends { valid_from: Day; valid_to: Day | null }>(
  row: R,
  versions: readonly Version[],
  tell: (from: R, to: R, by: string, at: string) => ElderChange,
): ElderChange[] {
  return versions
    .filter(({ was }) => 'valid_to' in was || 'valid_from' in was)
    .map(({ until, by = '', was }) => {
      const after = undo(row, versions, until)
      return tell({ ...after, ...was }, after, by, until)
    })
}

function spanOf(value: Text, from: Day, to: Day | null): Text {
  const start = dayText(from)
  if (to === from) return { zh: `${value.zh}（作废）`, en: `${value.en} (void)` }
  if (to === null) return { zh: `${value.zh}（${start.zh}起）`, en: `${value.en} (from ${start.en})` }
  const end = dayText(to)
  return { zh: `${value.zh}（${start.zh}至${end.zh}）`, en: `${value.en} (${start.en} to ${end.en})` }
}

async function residences({ tx }: Work, story: ReadStory): Promise<ElderChange[]> {
  const moves = story.residences.flatMap((kept) => {
    const then = rowAt(kept, kept.since)
    return then?.elder_id === story.fileId && then.valid_to !== then.valid_from ? [{ at: kept.since, ...then }] : []
  })
  moves.sort((one, other) => (`${one.at} ${one.id}` < `${other.at} ${other.id}` ? -1 : 1))
  const stays = [
    ...moves.map((move) => ({ region: move.former_region, registered: move.former_registered_region })),
    { region: story.place.region, registered: story.place.registered_region },
  ]
  const names = await nameRegions(
    tx,
    stays.flatMap(({ region, registered }) => [region, registered]),
  )
  return moves.flatMap((move, index) => {
    const next = stays[index + 1]
    if (!next) return []
    const entry = (what: Text, from: string, to: string) =>
      from === to
        ? []
        : [
            change(move.at, '', what, {
              from: same(names(from).path),
              to: same(names(to).path),
              why: 'change',
              holdsFrom: move.valid_to,
            }),
          ]
    return [
      ...entry({ zh: '居住地', en: 'Residence' }, move.former_region, next.region),
      ...entry({ zh: '户籍地', en: 'Household registration' }, move.former_registered_region, next.registered),
    ]
  })
}
