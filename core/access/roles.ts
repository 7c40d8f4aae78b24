import type { Text } from '../language/text.ts'
import { offices } from './offices.ts'
import type { Permission } from './permissions.ts'

export interface Role {
  readonly name: Text
  /** Granted over a division of any level, or inside one organisation. */
  readonly over: 'region' | 'organisation'
  readonly permissions: readonly Permission[]
}

/** The roles an installation starts with; kept in the database and changeable there. */
export const initialRoles = {
  'civil-affairs-officer': {
    name: { zh: '民政业务人员', en: 'Civil-affairs officer' },
    over: 'region',
    permissions: [
      'people:read',
      'people:write',
      'people:reveal',
      'people:import',
      'people:export',
      'people:draft-rules',
      'family:open',
      'family:answer',
      'people:decide-guardianship',
      'people:set-budget',
      'localities:write',
      'places:read',
      'places:write',
      'organisations:read',
      'organisations:write',
      'assessments:read',
      'assessments:request',
      'assessments:assign',
      'assessments:confirm',
      'assessments:record',
      'assessments:supervise',
      'assessments:book',
      'assessments:verify',
      'assessment-fees:read',
      'assessment-fees:draft',
      'benefits:read',
      'benefits:draft',
      'ledger:read',
      'indicators:read',
      'indicators:compute',
      'erasure:read',
      'erasure:propose',
      'exchange:read',
      'exchange:compare',
    ],
  },
  'benefit-approver': {
    name: { zh: '待遇审批人', en: 'Benefit approver' },
    over: 'region',
    permissions: [
      'people:read',
      'people:approve-rules',
      'benefits:read',
      'benefits:approve',
      'assessment-fees:read',
      'assessment-fees:approve',
      'ledger:read',
      'indicators:read',
    ],
  },
  'payment-officer': {
    name: { zh: '资金发放人员', en: 'Payment officer' },
    over: 'region',
    permissions: ['benefits:read', 'benefits:pay', 'assessment-fees:read', 'ledger:read'],
  },
  'town-officer': {
    name: { zh: '乡镇（街道）民政干事', en: 'Town civil-affairs officer' },
    over: 'region',
    permissions: [
      'people:read',
      'people:write',
      'people:reveal',
      'people:import',
      'family:open',
      'people:decide-guardianship',
      'localities:write',
      'places:read',
      'assessments:read',
      'assessments:request',
      'assessments:record',
      'assessments:book',
      'benefits:read',
      'indicators:read',
      'organisations:read',
    ],
  },
  'village-worker': {
    name: { zh: '村（社区）工作人员', en: 'Village or community worker' },
    over: 'region',
    permissions: ['people:read', 'people:write', 'family:open', 'assessments:read', 'assessments:request'],
  },
  leader: {
    name: { zh: '分管领导', en: 'Leader' },
    over: 'region',
    permissions: [
      'people:read',
      'people:approve-rules',
      'places:read',
      'assessments:read',
      'benefits:read',
      'indicators:read',
      'organisations:read',
      'erasure:read',
      'erasure:approve',
      'exchange:read',
      'exchange:approve',
    ],
  },
  supervisor: {
    name: { zh: '业务监督人员', en: 'Supervisor' },
    over: 'region',
    permissions: [
      'people:read',
      'assessments:read',
      'assessment-fees:read',
      'benefits:read',
      'ledger:read',
      'organisations:read',
      'erasure:read',
    ],
  },
  'system-administrator': {
    name: offices['system-administrator'],
    over: 'region',
    permissions: [
      'accounts:read',
      'accounts:manage',
      'instruments:manage',
      'organisations:read',
      'regions:change',
      'exchange:read',
      'exchange:connect',
    ],
  },
  'department-reader': {
    name: { zh: '其他部门查验人员', en: 'Reader of another department' },
    over: 'region',
    permissions: ['assessments:verify'],
  },
  'security-administrator': {
    name: offices['security-administrator'],
    over: 'region',
    permissions: [
      'accounts:read',
      'grants:manage',
      'keys:manage',
      'organisations:read',
      'exchange:read',
      'exchange:approve',
    ],
  },
  auditor: { name: offices.auditor, over: 'region', permissions: ['audit:read'] },
  assessor: {
    name: { zh: '评估员', en: 'Assessor' },
    over: 'organisation',
    permissions: ['assessments:read', 'assessments:assess', 'assessments:record'],
  },
  'assessment-coordinator': {
    name: { zh: '评估机构派单员', en: 'Assessment coordinator' },
    over: 'organisation',
    permissions: [
      'assessments:read',
      'assessments:assign',
      'assessments:assess',
      'assessments:record',
      'assessment-fees:read',
      'assessment-fees:answer',
      'organisations:read',
    ],
  },
} as const satisfies Record<string, Role>

export type RoleId = keyof typeof initialRoles
