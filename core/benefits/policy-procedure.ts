import type { Procedure } from '../cases/procedure.ts'

export type PolicyState = 'draft' | 'proposed' | 'published' | 'withdrawn'
export type PolicyEvent = 'change' | 'propose' | 'return' | 'publish' | 'withdraw'

/** How a version of a policy comes into force: written by some, published by somebody else (C02, D05). */
export const policyProcedure: Procedure<PolicyState, PolicyEvent> = {
  name: { zh: '政策发布', en: 'Publication of a policy' },
  initial: 'draft',
  states: {
    draft: { zh: '起草中', en: 'Draft' },
    proposed: { zh: '待发布', en: 'Proposed' },
    published: { zh: '已发布', en: 'Published' },
    withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  },
  events: {
    change: { name: { zh: '修改', en: 'Change' }, permission: 'policies:draft' },
    propose: { name: { zh: '提交发布', en: 'Propose' }, permission: 'policies:draft' },
    return: { name: { zh: '退回修改', en: 'Return' }, permission: 'policies:publish' },
    publish: { name: { zh: '发布', en: 'Publish' }, permission: 'policies:publish' },
    withdraw: { name: { zh: '撤回', en: 'Withdraw' }, permission: 'policies:draft' },
  },
  transitions: {
    draft: { change: 'draft', propose: 'proposed', withdraw: 'withdrawn' },
    proposed: { return: 'draft', publish: 'published', withdraw: 'withdrawn' },
    published: {},
    withdrawn: {},
  },
}
