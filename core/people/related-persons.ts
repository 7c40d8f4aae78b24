import type { Text } from '../language/text.ts'

/** What somebody is to an elder (catalogue A13). One person may be several of these. */
export const relatedRoles = {
  supporter: { zh: '赡养人', en: 'Supporter (legal duty)' },
  carer: { zh: '照护者', en: 'Carer' },
  agent: { zh: '代理人', en: 'Agent' },
  guardian: { zh: '监护人', en: 'Guardian' },
  'contact-person': { zh: '联络人', en: 'Contact person' },
} as const satisfies Record<string, Text>

export const relations = {
  spouse: { zh: '配偶', en: 'Spouse' },
  son: { zh: '儿子', en: 'Son' },
  daughter: { zh: '女儿', en: 'Daughter' },
  'child-in-law': { zh: '儿媳或女婿', en: 'Son- or daughter-in-law' },
  grandchild: { zh: '孙辈', en: 'Grandchild' },
  sibling: { zh: '兄弟姐妹', en: 'Brother or sister' },
  'other-relative': { zh: '其他亲属', en: 'Other relative' },
  neighbour: { zh: '邻居', en: 'Neighbour' },
  'hired-carer': { zh: '雇佣照顾者', en: 'Hired carer' },
  'village-worker': { zh: '村（居）委会工作人员', en: 'Village or community worker' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<string, Text>

export type RelatedRole = keyof typeof relatedRoles
export type Relation = keyof typeof relations
