import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { getSurveyList, type Respondent, recordFound, recordVisit } from '@yinian/core/surveys/door-api.ts'
import type { listSurveyLists, SurveyList } from '@yinian/core/surveys/lists-api.ts'
import type { Waiting } from '../client/device/outbox.ts'
import type { DeviceStore } from '../client/device/sealed-store.ts'
import { forgetTaken, getTaken, namesTaken, putTaken, take } from '../client/device/taken.ts'
import { asRefusal } from '../client/refusal.ts'

export type TakenList = ReplyOf<typeof getSurveyList>
export type Lists = ReplyOf<typeof listSurveyLists>

interface ListPlace {
  readonly county: string
  readonly id: string
}

const listNames = 'surveys/list/'
export const villagesName = 'surveys/lists'
export const listName = ({ county, id }: ListPlace): string => `${listNames}${county}/${id}`
export const draftName = (respondentId: string): string => `draft/${respondentId}`

/** Takes the list of a village along, or removes what is not to be asked any more. @throws Refusal */
export async function takeList(store: DeviceStore, place: ListPlace): Promise<void> {
  const params = { county: place.county, id: place.id }
  const { data } = await take(store, getSurveyList, { params }, listName(place))
  if (!data.list.open) await forgetTaken(store, listName(place))
}

/** The villages whose lists are on this device. */
export async function listsTaken(store: DeviceStore): Promise<string[]> {
  return (await namesTaken(store, listNames)).map((name) => name.slice(listNames.length))
}

/**
 * Takes along anew what is there. Lists this account may no longer see, and those of surveys that are over, go away, and with
 * them what was begun for them and never handed in; what was handed in waits to be sent.
 */
export async function refresh(store: DeviceStore): Promise<void> {
  for (const place of await listsTaken(store)) {
    const [county = '', id = ''] = place.split('/')
    try {
      await takeList(store, { county, id })
    } catch (error) {
      if (asRefusal(error).mayPass) return
    }
  }
  await forgetDrafts(store)
}

/** Nothing of it may be kept any more: the account has lost the right to ask at doors. */
export async function forgetLists(store: DeviceStore): Promise<void> {
  for (const name of await namesTaken(store, '')) await forgetTaken(store, name)
  await forgetDrafts(store)
}

async function forgetDrafts(store: DeviceStore): Promise<void> {
  const listed = new Set((await everybody(store)).map(({ one }) => one.id))
  for (const name of await store.names(draftName('')))
    if (!listed.has(name.slice(draftName('').length))) await store.remove(name)
}

/** Everybody on the lists of this device, with the list they stand on. */
export async function everybody(store: DeviceStore): Promise<{ list: SurveyList; one: Respondent }[]> {
  const found: { list: SurveyList; one: Respondent }[] = []
  for (const place of await listsTaken(store)) {
    const kept = await getTaken<TakenList>(store, listNames + place)
    for (const one of kept?.data.respondents ?? []) if (kept) found.push({ list: kept.data.list, one })
  }
  return found
}

const isFound = ({ path }: Waiting): boolean => path === recordFound.path
export const isVisit = ({ path }: Waiting): boolean => path === recordVisit.path

export type FoundBody = BodyOf<typeof recordFound>
export type VisitBody = BodyOf<typeof recordVisit>

export const foundIn = (command: Waiting): FoundBody | undefined =>
  isFound(command) ? (command.input.body as FoundBody) : undefined

export const visitIn = (command: Waiting): VisitBody | undefined =>
  isVisit(command) ? (command.input.body as VisitBody) : undefined

/** Everybody of a village: those listed, and those found here whose registration waits. */
export function peopleOf({ list, respondents }: TakenList, waiting: readonly Waiting[]): Respondent[] {
  const known = new Set(respondents.map(({ id }) => id))
  const found = waiting.flatMap((command) => {
    const made = foundIn(command)
    const here = command.input.params?.id === list.id
    return made && here && !known.has(made.id) ? [asRespondent(list, made)] : []
  })
  return [...found, ...respondents]
}

const asRespondent = (list: SurveyList, { id, person }: FoundBody): Respondent => ({
  county: list.county,
  id,
  campaignId: list.campaignId,
  elderId: null,
  name: person.name,
  sex: null,
  age: null,
  region: list.region,
  regionPath: list.regionPath,
  newlyFound: true,
  state: 'to-ask',
  tries: 0,
  answeredOn: null,
  answeredBy: null,
  drafted: false,
})

/** Writes what the platform has answered into the list that lies here, so that nobody is asked twice. */
export async function arrived(store: DeviceStore, command: Waiting, reply: unknown): Promise<void> {
  if (isFound(command)) {
    const { id = '', county = '' } = command.input.params as Partial<ListPlace>
    const { respondent } = reply as ReplyOf<typeof recordFound>
    await change(store, listName({ county, id }), (respondents) => [
      ...respondents.filter((one) => one.id !== respondent.id),
      respondent,
    ])
  }
  if (!isVisit(command)) return
  const { state } = reply as ReplyOf<typeof recordVisit>
  for (const place of await listsTaken(store))
    await change(store, listNames + place, (respondents) =>
      respondents.map((one) => (one.id === command.about ? { ...one, state, tries: one.tries + 1 } : one)),
    )
}

async function change(
  store: DeviceStore,
  name: string,
  next: (respondents: readonly Respondent[]) => Respondent[],
): Promise<void> {
  const kept = await getTaken<TakenList>(store, name)
  if (kept) await putTaken(store, name, { ...kept.data, respondents: next(kept.data.respondents) }, kept.at)
}
