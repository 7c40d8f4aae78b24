import type { ActingClient } from '@yinian/core/access/actor.ts'

/** What one request was told, for its line in the log. */
export interface Told {
  readonly elderIds: readonly string[]
  readonly fields: readonly string[]
  readonly purpose: string | null
}

const nothing: Told = { elderIds: [], fields: [], purpose: null }
const told = new WeakMap<ActingClient, Told>()

/** An acting client is made anew for every request, so that what is noted with it belongs to that request. */
export function tell(client: ActingClient, what: Partial<Told>): void {
  told.set(client, { ...toldOf(client), ...what })
}

export const toldOf = (client: ActingClient): Told => told.get(client) ?? nothing
