import type {
  Connector,
  changeConnector as changeEndpoint,
  decideConnector as decideEndpoint,
  stopConnector as stopEndpoint,
  WantedConnector,
} from '@yinian/core/exchange/connector-api.ts'
import { isCircumstanceField, kindOf, valuesOf } from '@yinian/core/exchange/kinds.ts'
import {
  addressNotAllowed,
  agreementOver,
  agreementUpsideDown,
  beyondScope,
  mappingIncomplete,
  otherState,
  secondPerson,
} from '@yinian/core/exchange/problems.ts'
import {
  type ConnectorMove,
  type ConnectorState,
  connectorStates,
  nextConnectorState,
} from '@yinian/core/exchange/states.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { staleVersion } from '@yinian/core/http/problems.ts'
import { withTexts } from '@yinian/core/people/problems.ts'
import { countyOf, isWithin, rangeOf } from '@yinian/core/regions/code.ts'
import { isDay } from '@yinian/core/time/day.ts'
import { audit } from '../../access/index.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { isAllowedAddress } from './allowed.ts'
import { type ConnectorRow, isInForce, lockConnector, type Place, readConnector } from './read-connector.ts'

export const credentialLabel = (id: string): string => `exchange_connector.credential:${id}`

/** @throws see the endpoint */
export async function addConnectorOf(
  work: Work,
  allowed: readonly string[],
  wanted: WantedConnector,
): Promise<Connector> {
  const { tx, actor } = work
  check(work, allowed, wanted)
  const id = newId(actor.now)
  const county = countyOf(wanted.region)
  await tx
    .insertInto('exchange_connector')
    .values({
      county,
      id,
      ...(await columnsOf(work, county, id, wanted)),
      changed_at: actor.now,
      changed_by: actor.accountId,
      changed_by_name: actor.name,
    })
    .execute()
  await note(work, 'exchange.connector-changed', { id, region: wanted.region }, { kind: wanted.kind })
  return readConnector(work, { county, id })
}

/** What is changed has to be switched on anew by another person. @throws see the endpoint */
export async function changeConnectorOf(
  work: Work,
  allowed: readonly string[],
  place: Place,
  wanted: BodyOf<typeof changeEndpoint>,
): Promise<Connector> {
  const { tx, actor } = work
  const row = await lockConnector(tx, place)
  if (row.version !== wanted.version) throw staleVersion()
  if (wanted.region !== row.region) throw beyondScope({ at: '/region' })
  check(work, allowed, wanted)
  await tx
    .updateTable('exchange_connector')
    .set({
      ...(await columnsOf(work, row.county, row.id, wanted)),
      state: 'off',
      changed_at: actor.now,
      changed_by: actor.accountId,
      changed_by_name: actor.name,
      version: row.version + 1,
    })
    .where('county', '=', row.county)
    .where('id', '=', row.id)
    .execute()
  await note(work, 'exchange.connector-changed', row, { kind: wanted.kind })
  return readConnector(work, place)
}

/** @throws notFound, staleVersion, otherState, agreementOver */
export async function askConnectorOf(work: Work, place: Place, version: number): Promise<Connector> {
  const row = await lockConnector(work.tx, place)
  await move(work, row, 'ask', version)
  await note(work, 'exchange.connector-asked', row, {})
  return readConnector(work, place)
}

/** @throws notFound, staleVersion, otherState, secondPerson, agreementOver */
export async function decideConnectorOf(
  work: Work,
  place: Place,
  asked: BodyOf<typeof decideEndpoint>,
): Promise<Connector> {
  const { actor } = work
  const row = await lockConnector(work.tx, place)
  if (asked.move === 'switch-on' && row.changed_by === actor.accountId) throw secondPerson()
  await move(work, row, asked.move, asked.version, asked.reason)
  const done = asked.move === 'switch-on' ? 'exchange.connector-switched-on' : 'exchange.connector-switched-off'
  await note(work, done, row, { reason: asked.reason })
  return readConnector(work, place)
}

/** @throws notFound, staleVersion, otherState */
export async function stopConnectorOf(
  work: Work,
  place: Place,
  { reason, version }: BodyOf<typeof stopEndpoint>,
): Promise<Connector> {
  return decideConnectorOf(work, place, { move: 'switch-off', reason, version })
}

async function move(work: Work, row: ConnectorRow, wanted: ConnectorMove, version: number, reason = ''): Promise<void> {
  const { tx, actor } = work
  if (row.version !== version) throw staleVersion()
  const state = nextConnectorState(row.state as ConnectorState, wanted)
  if (state === undefined) throw withTexts(otherState, { state: connectorStates[row.state as ConnectorState] })
  if (wanted !== 'switch-off' && !isInForce(row, actor.today)) throw agreementOver()
  const decided =
    wanted === 'ask'
      ? { decided_at: null, decided_by: null, decided_by_name: null }
      : { decided_at: actor.now, decided_by: actor.accountId, decided_by_name: actor.name }
  await tx
    .updateTable('exchange_connector')
    .set({ state, reason, ...decided, version: row.version + 1 })
    .where('county', '=', row.county)
    .where('id', '=', row.id)
    .execute()
}

function check({ actor }: Work, allowed: readonly string[], wanted: WantedConnector): void {
  const mine = actor.grants.some(
    (grant) =>
      grant.permissions.has('exchange:connect') && grant.region !== null && isWithin(wanted.region, grant.region),
  )
  if (!mine) throw beyondScope({ at: '/region' })
  if (wanted.transport === 'http' && !isAllowedAddress(wanted.address, allowed))
    throw addressNotAllowed({ at: '/address' })
  if (!isDay(wanted.validFrom) || !isDay(wanted.validUntil) || wanted.validUntil < wanted.validFrom)
    throw agreementUpsideDown({ at: '/validUntil' })
  const unsaid = wanted.fields.find(
    (field) => !kindOf(wanted.kind).fields.includes(field) || !wanted.mapping.fields[field],
  )
  if (unsaid !== undefined) throw mappingIncomplete({ at: `/mapping/fields/${unsaid}` })
  for (const field of wanted.fields)
    for (const value of Object.values(wanted.mapping.values[field] ?? {}))
      if (!isCircumstanceField(field) || !Object.hasOwn(valuesOf(field), value))
        throw mappingIncomplete({ at: `/mapping/values/${field}` })
}

async function columnsOf({ vault }: Work, county: string, id: string, wanted: WantedConnector) {
  const credential = wanted.credential?.trim()
  return {
    region: wanted.region,
    region_last: rangeOf(wanted.region).to,
    name: wanted.name.trim(),
    kind: wanted.kind,
    department: wanted.department.trim(),
    transport: wanted.transport,
    address: wanted.transport === 'http' ? wanted.address.trim() : '',
    batch_size: wanted.batchSize,
    credential_header: wanted.credentialHeader,
    fields: wanted.fields,
    mapping: JSON.stringify(wanted.mapping),
    purposes: wanted.purposes,
    basis_note: wanted.basisNote.trim(),
    agreement_number: wanted.agreementNumber.trim(),
    valid_from: wanted.validFrom,
    valid_until: wanted.validUntil,
    per_minute: wanted.perMinute,
    per_day: wanted.perDay,
    timeout_seconds: wanted.timeoutSeconds,
    ...(credential ? { credential_sealed: await vault.seal(county, credentialLabel(id), credential) } : {}),
  }
}

export async function note(
  work: Work,
  action: string,
  { id, region }: { readonly id: string; readonly region: string },
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await audit(work, action, { region, subjectType: 'connector', subjectId: id, detail })
}
