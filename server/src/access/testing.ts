import { Secret, TOTP } from 'otpauth'
import type { Client, TestPlatform } from '../testing.ts'

export const password = 'only-for-tests-7'

/** What an authenticator shows at the platform's present moment, or some steps of thirty seconds away from it. */
export function codeNow(platform: TestPlatform, secret: string, steps = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  return totp.generate({ timestamp: platform.clock.now().getTime() + steps * 30_000 })
}

/** Sets up a second factor for somebody who is signed in. */
export async function enrol(
  platform: TestPlatform,
  client: Client,
): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = (await client.send('POST', '/me/second-factor')).json()
  const confirmed = await client.send('POST', '/me/second-factor/confirm', { code: codeNow(platform, secret) })
  if (confirmed.statusCode !== 200) throw new Error(confirmed.body)
  return { secret, recoveryCodes: confirmed.json().recoveryCodes }
}

/** The first step at the sign-in page, with the cookies it leaves in the browser. */
export async function firstStep(platform: TestPlatform, name: string, typed = password) {
  const answer = await platform.app.inject({
    method: 'POST',
    url: '/api/sign-in',
    payload: { name, password: typed },
    headers: { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0' },
  })
  return { answer, cookies: Object.fromEntries(answer.cookies.map((cookie) => [cookie.name, cookie.value])) }
}

export function later(platform: TestPlatform, minutes: number): void {
  platform.clock.moveTo(new Date(platform.clock.now().getTime() + minutes * 60_000).toISOString())
}
