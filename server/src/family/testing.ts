import { findConsentKind } from '@yinian/core/privacy/processing-kinds.ts'
import { renewActivation } from '../access/index.ts'
import { newId } from '../db/ids.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Client, TestPlatform } from '../testing.ts'

export const password = 'nian-19503862'

/** What an officer enters for a relative whom the elder agreed to. */
export function ofRelative(rest: object = {}) {
  return {
    name: '李芳',
    relation: 'daughter',
    until: '2027-06-30',
    consent: {
      wordingVersion: findConsentKind('relative-access')?.wording.version ?? '',
      givenBy: 'elder',
      manner: 'paper',
      fileNumber: '2026-家-1',
    },
    ...rest,
  }
}

/** Opens an account at the counter and gives back what the officer sees of it. */
export async function opened(officer: Client, elder: { id: string }, relative?: object) {
  const answer = await officer.send('POST', `/elders/${elder.id}/person-access`, {
    standsAs: relative ? 'relative' : 'self',
    identitySeen: '居民身份证',
    ...(relative ? { relative } : {}),
  })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json() as { id: string; accountName: string; consentId: string | null }
}

/** The code of a slip, as the officer's printer has it. */
export async function codeFor(platform: TestPlatform, officer: Client, accountName: string): Promise<string> {
  const { id, region } = await platform.owner
    .selectFrom('account')
    .select(['id', 'region'])
    .where('name', '=', accountName)
    .executeTakeFirstOrThrow()
  const actor = {
    accountId: officer.accountId,
    name: '窗口',
    grants: [],
    now: platform.clock.now(),
    today: '2026-11-21',
  }
  const scope = { role: 'official', accountId: officer.accountId, regions: [region], organisationId: null } as const
  const { ground } = platform
  return inTransaction(
    ground.database,
    scope,
    async (tx) => (await renewActivation({ tx, actor, vault: ground.vault, jobs: ground.jobs }, id)).code,
  )
}

let entered = 0

/** Activates an account as its holder would, and is signed in with it. */
export async function activatedBy(platform: TestPlatform, officer: Client, accountName: string): Promise<Client> {
  const code = await codeFor(platform, officer, accountName)
  return enter(platform, '/api/family/activation', { name: accountName, code, password })
}

export async function enter(
  platform: TestPlatform,
  url: string,
  payload: { name: string } & Record<string, string>,
): Promise<Client> {
  const { app } = platform
  const remoteAddress = `10.9.${entered >> 8}.${entered++ & 255}`
  const answer = await app.inject({ method: 'POST', url, payload, remoteAddress })
  if (answer.statusCode !== 200) throw new Error(`Could not sign in: ${answer.body}`)
  const cookies = Object.fromEntries(answer.cookies.map((cookie) => [cookie.name, cookie.value]))
  const { id } = await platform.owner
    .selectFrom('account')
    .select('id')
    .where('name', '=', payload.name)
    .executeTakeFirstOrThrow()
  return {
    accountId: id,
    get: (path) => app.inject({ method: 'GET', url: `/api${path}`, cookies }),
    send: (method, path, body, key) =>
      app.inject({
        method,
        url: `/api${path}`,
        cookies,
        ...(body === undefined ? {} : { payload: body as object }),
        headers: { 'idempotency-key': key ?? newId() },
      }),
    inject: (options) => app.inject({ ...options, cookies }),
  }
}

/** An elder's or relative's account, opened and activated. */
export async function personFor(
  platform: TestPlatform,
  officer: Client,
  elder: { id: string },
  relative?: object,
): Promise<Client & { readonly accountName: string; readonly accessId: string; readonly consentId: string | null }> {
  const { accountName, id, consentId } = await opened(officer, elder, relative)
  return { ...(await activatedBy(platform, officer, accountName)), accountName, accessId: id, consentId }
}
