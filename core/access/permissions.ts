import type { Text } from '../language/text.ts'

/** Everything an account can be allowed to do, and what an administrator reads when granting it. */
export const permissions = {
  'accounts:read': { zh: '查看账号与角色', en: 'See accounts and roles' },
  'accounts:manage': { zh: '建立、停用账号，重置密码', en: 'Make and close accounts, reset passwords' },
  'grants:manage': { zh: '管理授权、角色与二次验证', en: 'Manage grants, roles and second factors' },
  'keys:manage': { zh: '更换和销毁数据密钥', en: 'Replace and destroy data keys' },
  'erasure:read': { zh: '查看数据留存与删除', en: 'See what is kept and erased' },
  'erasure:propose': { zh: '提请删除、保全档案', en: 'Submit erasures and place holds' },
  'erasure:approve': { zh: '审批删除、解除保全', en: 'Decide on erasures and release holds' },
  'audit:read': { zh: '查看操作记录', en: 'Read the audit trail' },
  'regions:change': { zh: '办理区划调整', en: 'Prepare and approve changes of divisions' },
  'localities:write': { zh: '维护网格、地域类别和人口数', en: 'Keep grids, classes of areas and population figures' },
  'people:read': { zh: '查看老年人档案', en: 'Read elders’ files' },
  'people:write': { zh: '登记和修改老年人档案', en: 'Register elders and change their files' },
  'people:reveal': { zh: '查看完整的敏感信息', en: 'Reveal masked personal data' },
  'people:import': { zh: '批量导入老年人', en: 'Import elders from a file' },
  'people:export': { zh: '导出老年人名单', en: 'Export lists of elders' },
  'family:open': {
    zh: '为老人和家属开通账号、代为提问和申请更正',
    en: 'Open accounts for elders and relatives; ask on their behalf',
  },
  'family:answer': { zh: '答复老人和家属的提问', en: 'Answer what elders and relatives ask' },
  'people:draft-rules': { zh: '起草特殊困难认定规则', en: 'Draft rules of special difficulty' },
  'people:approve-rules': { zh: '批准特殊困难认定规则', en: 'Approve rules of special difficulty' },
  'people:decide-guardianship': { zh: '决定监护安排', en: 'Decide on guardianship arrangements' },
  'people:set-budget': { zh: '下达重点老年人购买服务预算', en: 'Set purchase budgets of key groups' },
  'surveys:read': { zh: '查看摸底调查', en: 'Read needs-finding surveys' },
  'surveys:plan': { zh: '编制、开展摸底调查', en: 'Plan and run needs-finding surveys' },
  'surveys:approve': { zh: '批准摸底调查', en: 'Approve needs-finding surveys' },
  'surveys:answer': { zh: '入户调查并填写问卷', en: 'Ask at the door' },
  'surveys:decide': { zh: '处理调查提出的变更和转介', en: 'Decide on proposals and referrals of surveys' },
  'organisations:read': { zh: '查看机构与评估员', en: 'Read organisations and assessors' },
  'organisations:write': { zh: '登记机构与评估员', en: 'Register organisations and assessors' },
  'places:read': { zh: '查看养老服务场所与供养对象', en: 'Read places of care and who lives there' },
  'places:write': { zh: '登记养老服务场所与供养对象', en: 'Register places of care and who lives there' },
  'assessments:read': { zh: '查看能力评估', en: 'Read assessments' },
  'assessments:request': { zh: '申请能力评估', en: 'Request an assessment' },
  'assessments:assign': { zh: '派单给评估机构', en: 'Assign assessments' },
  'assessments:assess': { zh: '上门评估并签名', en: 'Assess and sign' },
  'assessments:confirm': { zh: '确认评估结果、处理异议', en: 'Confirm results and settle objections' },
  'assessments:record': { zh: '填写需求、照护能力等量表', en: 'Record by other instruments' },
  'assessments:supervise': { zh: '评估质量抽查与处理', en: 'Supervise assessment organisations' },
  'assessments:book': { zh: '安排体检与评估联合日', en: 'Book joint days of check and assessment' },
  'assessments:verify': { zh: '按证件号码查验评估结果', en: 'Verify a result by identity number' },
  'instruments:manage': { zh: '加载和批准评估量表', en: 'Load and approve instruments' },
  'assessment-fees:read': { zh: '查看评估费结算', en: 'Read fee statements' },
  'assessment-fees:draft': { zh: '编制评估费结算单', en: 'Draft fee statements' },
  'assessment-fees:answer': { zh: '核对评估费结算单（机构）', en: 'Answer fee statements for the organisation' },
  'assessment-fees:approve': { zh: '审批评估费结算单', en: 'Approve fee statements' },
  'benefits:read': { zh: '查看待遇与发放', en: 'Read benefits and payments' },
  'policies:draft': { zh: '起草待遇政策', en: 'Draft policies of benefits' },
  'policies:publish': { zh: '发布待遇政策', en: 'Publish policies of benefits' },
  'benefits:draft': { zh: '编制发放批次', en: 'Draft a payment run' },
  'benefits:approve': { zh: '审批发放批次', en: 'Approve a payment run' },
  'benefits:pay': { zh: '下载发放文件并登记发放', en: 'Download the payment file and record payment' },
  'ledger:read': { zh: '查看账目', en: 'Read the ledger' },
  'indicators:read': { zh: '查看规划指标', en: 'Read plan indicators' },
  'indicators:compute': { zh: '计算规划指标', en: 'Compute plan indicators' },
  'exchange:read': { zh: '查看数据共享接口与第三方应用', en: 'See connectors and applications' },
  'exchange:connect': { zh: '管理数据共享接口与第三方应用', en: 'Run connectors and applications' },
  'exchange:approve': { zh: '复核启用数据接口与第三方应用', en: 'Switch connectors and applications on' },
  'exchange:compare': { zh: '与其他部门核对数据', en: 'Compare with other departments' },
  'client:ability-results': { zh: '接口：能力评估结果', en: 'Interface: results of assessments' },
  'client:categories': { zh: '接口：老年人类别', en: 'Interface: categories' },
  'client:figures': { zh: '接口：汇总数', en: 'Interface: figures' },
  'client:death-reports': { zh: '接口：通报死亡', en: 'Interface: deaths' },
  'client:circumstance-notices': { zh: '接口：通报情况变化', en: 'Interface: changes' },
} as const satisfies Record<string, Text>

export type Permission = keyof typeof permissions

export function isPermission(value: string): value is Permission {
  return value in permissions
}

/** What only a third party's key carries, and no role of a person. */
export const isOfClients = (permission: string): boolean => permission.startsWith('client:')
