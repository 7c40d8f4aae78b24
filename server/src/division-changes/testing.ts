import type { DivisionChange } from '@yinian/core/division-changes/api.ts'
import { type Client, type TestPlatform, upload } from '../testing.ts'

/** Uploads rows as a list would be, comma-separated. */
export function uploadRows(client: Client, path: string, rows: readonly (readonly (string | number)[])[]) {
  const content = rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n')
  return upload(client, path, content, 'list.csv')
}

export interface ListOfTest {
  readonly region: string
  readonly day: string
  readonly complete?: boolean
  readonly rows: readonly (readonly string[])[]
}

/** Uploads a list with its header and gives the prepared change. */
export async function prepared(
  admin: Client,
  { region, day, complete = false, rows }: ListOfTest,
): Promise<DivisionChange> {
  const query = new URLSearchParams({ region, day, document: '测试批复〔2026〕1号', complete: String(complete) })
  const answer = await uploadRows(admin, `/division-changes?${query}`, [['区划代码', '名称', '原代码'], ...rows])
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json()
}

/** Confirms everything, submits it by one and approves it by another; the job is left to the test. */
export async function approved(one: Client, other: Client, change: DivisionChange): Promise<DivisionChange> {
  const lines = await one.get(`/division-changes/${change.id}/lines?limit=500`)
  const ids = lines.json().rows.map((line: { id: string }) => line.id)
  const step = async (client: Client, verb: string, body: object): Promise<DivisionChange> => {
    const answer = await client.send('POST', `/division-changes/${change.id}/${verb}`, body)
    if (answer.statusCode !== 200) throw new Error(`${verb}: ${answer.body}`)
    return answer.json()
  }
  const confirmed = await step(one, 'confirm', { version: change.version, lines: ids })
  const submitted = await step(one, 'submit', { version: confirmed.version })
  return step(other, 'approve', { version: submitted.version })
}

/** Two system administrators of 赣州市. */
export async function administrators(platform: TestPlatform): Promise<readonly [Client, Client]> {
  return [
    await platform.signedIn('system-administrator', '360700000000'),
    await platform.signedIn('system-administrator', '360700000000'),
  ]
}
