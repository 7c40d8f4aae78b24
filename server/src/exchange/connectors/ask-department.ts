import { setTimeout as pause } from 'node:timers/promises'
import type { Text } from '@yinian/core/language/text.ts'
import { isAllowedAddress } from './allowed.ts'

export interface DepartmentAddress {
  readonly address: string
  readonly header: string
  readonly credential: string | null
  readonly timeoutSeconds: number
}

export type DepartmentAnswer =
  | { readonly outcome: 'answered'; readonly status: number; readonly answer: unknown }
  | { readonly outcome: 'refused' | 'failed'; readonly status: number | null; readonly why: Text }

const attempts = 3
const firstPause = 200
const mostBytes = 10 * 1024 * 1024

/**
 * Asks a department over HTTP, up to three times where it does not answer or says that it is busy. Only an allowed origin
 * is called and no redirect is followed, so that an answer cannot send the platform elsewhere.
 */
export async function askDepartment(
  to: DepartmentAddress,
  question: unknown,
  allowed: readonly string[],
): Promise<DepartmentAnswer> {
  if (!isAllowedAddress(to.address, allowed)) return { outcome: 'failed', status: null, why: notAllowed }
  for (let attempt = 1; ; attempt++) {
    const answer = await askOnce(to, question)
    const again = answer.outcome === 'failed' && (answer.status === null || answer.status >= 429)
    if (!again || attempt === attempts) return answer
    await pause(firstPause * 2 ** (attempt - 1))
  }
}

async function askOnce(to: DepartmentAddress, question: unknown): Promise<DepartmentAnswer> {
  const authorization = to.header.toLowerCase() === 'authorization'
  try {
    const response = await fetch(to.address, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(to.timeoutSeconds * 1000),
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(to.credential === null ? {} : { [to.header]: authorization ? `Bearer ${to.credential}` : to.credential }),
      },
      body: JSON.stringify(question),
    })
    const { status } = response
    if (status === 429 || status >= 500) return { outcome: 'failed', status, why: busy(status) }
    if (status < 200 || status >= 300) return { outcome: 'refused', status, why: refused(status) }
    const text = await readAtMost(response)
    return text === undefined
      ? { outcome: 'refused', status, why: tooMuch }
      : { outcome: 'answered', status, answer: JSON.parse(text) as unknown }
  } catch (error) {
    if (error instanceof SyntaxError) return { outcome: 'refused', status: 200, why: notJson }
    return { outcome: 'failed', status: null, why: unreachable }
  }
}

async function readAtMost(response: Response): Promise<string | undefined> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of response.body ?? []) {
    bytes += piece.length
    if (bytes > mostBytes) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

const notAllowed: Text = { zh: '地址不在允许名单内', en: 'The address is not allowed' }
const unreachable: Text = {
  zh: '连不上对方，或对方没有按时答复，或证书不受信任',
  en: 'The department could not be reached, did not answer in time, or its certificate is not trusted',
}
const notJson: Text = { zh: '对方的答复不是 JSON', en: 'The answer is not JSON' }
const tooMuch: Text = { zh: '对方的答复超过 10 MB', en: 'The answer is larger than 10 MB' }
const busy = (status: number): Text => ({
  zh: `对方系统繁忙或出错（${status}）`,
  en: `The department’s system is busy or failed (${status})`,
})
const refused = (status: number): Text => ({
  zh: `对方拒绝了请求（${status}），请检查地址和凭证`,
  en: `The department refused (${status}); check address and credential`,
})
