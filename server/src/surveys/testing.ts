import type { Campaign } from '@yinian/core/surveys/api.ts'
import type { Client, TestPlatform } from '../testing.ts'
import { makeList } from './make-list.ts'

export const plan = {
  title: '养老服务需求摸底',
  document: '章民字〔2026〕8号',
  purpose: '了解老人需要哪些服务',
  legalBasis: '履行法定职责',
  fromOn: '2026-11-01',
  toOn: '2026-12-31',
  whom: { kind: 'households' },
  instrumentId: 'survey-needs',
}

export const answers = {
  'living-arrangement': 'alone',
  'self-care': 'some-help',
  needs: ['meals'],
  'institution-wish': 'wishes',
  'smart-phone': 'none',
  'contact-wish': 'yes',
  'relative-name': '李强',
  'relative-relation': 'son',
  'relative-phone': '13900009999',
}

export async function stepped(client: Client, campaign: Campaign, event: string): Promise<Campaign> {
  const answer = await client.send('POST', `/survey-campaigns/${campaign.county}/${campaign.id}/${event}`, {
    version: campaign.version,
  })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json()
}

/** A survey that one person planned and another approved, under way with its list made. */
export async function opened(
  platform: TestPlatform,
  { officer, leader }: { readonly officer: Client; readonly leader: Client },
  region: string,
  more: object = {},
): Promise<Campaign> {
  const drafted = await officer.send('POST', '/survey-campaigns', { ...plan, region, ...more })
  if (drafted.statusCode !== 200) throw new Error(drafted.body)
  const approved = await stepped(leader, drafted.json(), 'approve')
  const open = await stepped(officer, approved, 'open')
  await makeList(platform.ground, open)
  return (await officer.get(`/survey-campaigns/${open.county}/${open.id}`)).json()
}
