import { type Static, Type } from 'typebox'
import type { Text } from '../language/text.ts'

/** What a verification can find, in the words an auditor reads. `{place}` is the chain's county. */
export const faultKinds = {
  'event-changed': { zh: '一条记录被改动过', en: 'An event was changed' },
  'event-removed': { zh: '一条记录被删除', en: 'An event was removed' },
  'event-inserted': {
    zh: '一条记录是封存之后补进去的',
    en: 'An event was put in after the block around it was sealed',
  },
  'block-changed': { zh: '封存块本身被改动过', en: 'A sealed block itself was changed' },
  'block-missing': { zh: '中间缺少封存块', en: 'Blocks are missing from the chain' },
  'tail-missing': { zh: '链尾的封存块被删除', en: 'Blocks were removed from the end of the chain' },
  'head-truncated': {
    zh: '链比已公布的链头短：公布之后被截断',
    en: 'The chain is shorter than its published head: it was cut after that',
  },
  'head-rewritten': {
    zh: '封存块与已公布的链头不符：整条链被重新写过',
    en: 'The block is not the one whose hash was published: the chain was written anew',
  },
  'head-file-changed': { zh: '链头文件的签名不符', en: 'A head file does not match its signature' },
} as const satisfies Record<string, Text>
export type FaultKind = keyof typeof faultKinds

export const AuditFault = Type.Object({
  kind: Type.Unsafe<FaultKind>(Type.Enum(Object.keys(faultKinds))),
  /** Number of the block it was found in or after. */
  block: Type.Union([Type.Integer(), Type.Null()]),
  /** The event's row; what is told of it below is what the row says now, and is absent where the row is gone. */
  eventId: Type.Union([Type.String(), Type.Null()]),
  at: Type.Union([Type.String(), Type.Null()]),
  actorName: Type.Union([Type.String(), Type.Null()]),
  action: Type.Union([Type.String(), Type.Null()]),
  /** Day of the published head it does not agree with. */
  head: Type.Union([Type.String(), Type.Null()]),
})
export type AuditFault = Static<typeof AuditFault>

/** Short hashes are enough to compare by eye; the file has them whole. */
export function shortHash(hash: string): string {
  return hash.slice(0, 16).replaceAll(/(.{4})(?=.)/g, '$1 ')
}
