import type { Text } from '../language/text.ts'

/** Modules as a person calls them; their ids are the folders and the first words of permissions. */
export const moduleNames = {
  access: { zh: '账号与授权', en: 'Accounts and grants' },
  audit: { zh: '操作记录', en: 'Audit trail' },
  privacy: { zh: '个人信息保护', en: 'Privacy' },
  regions: { zh: '行政区划', en: 'Divisions' },
  localities: { zh: '网格与地域', en: 'Grids and areas' },
  lists: { zh: '列表与导出', en: 'Lists and exports' },
  ledger: { zh: '账目', en: 'Ledger' },
  people: { zh: '老年人', en: 'Elders' },
  organisations: { zh: '机构', en: 'Organisations' },
  workforce: { zh: '评估员', en: 'Assessors' },
  places: { zh: '养老服务场所', en: 'Places of care' },
  assessments: { zh: '能力评估', en: 'Assessments' },
  benefits: { zh: '待遇', en: 'Benefits' },
  indicators: { zh: '规划指标', en: 'Plan indicators' },
  family: { zh: '老人与家属', en: 'Elders and families' },
  exchange: { zh: '数据交换', en: 'Data exchange' },
  'data-quality': { zh: '数据质量', en: 'Quality of data' },
  platform: { zh: '平台', en: 'Platform' },
} as const satisfies Record<string, Text>
export type ModuleName = keyof typeof moduleNames

/** By the beginning of a table’s name; the longest that fits counts. */
const beginnings: Readonly<Record<string, ModuleName>> = {
  account: 'access',
  access: 'access',
  grant: 'access',
  role: 'access',
  session: 'access',
  second_factor: 'access',
  recovery_code: 'access',
  identity_attempt: 'access',
  pending_sign_in: 'access',
  audit: 'audit',
  consent: 'privacy',
  erasure: 'privacy',
  retention_hold: 'privacy',
  data_key: 'privacy',
  data_export: 'privacy',
  key_rotation: 'privacy',
  blind_index: 'privacy',
  region: 'regions',
  division: 'regions',
  area_class: 'localities',
  grid: 'localities',
  population_figure: 'localities',
  saved_view: 'lists',
  default_view: 'lists',
  export_schedule: 'lists',
  list_export: 'lists',
  ledger: 'ledger',
  elder: 'people',
  related_person: 'people',
  former: 'people',
  identity_claim: 'people',
  death_report: 'people',
  people_import: 'people',
  special_difficulty: 'people',
  organisation: 'organisations',
  assessor: 'workforce',
  place: 'places',
  assessment: 'assessments',
  fee: 'assessments',
  health_finding: 'assessments',
  instrument: 'assessments',
  joint: 'assessments',
  quality: 'assessments',
  result_lookup: 'assessments',
  benefit: 'benefits',
  indicator: 'indicators',
  data_quality: 'data-quality',
  exchange: 'exchange',
  person_account: 'family',
  elder_access: 'family',
  exported_elder: 'privacy',
  look_question: 'family',
  correction_request: 'family',
}

export function moduleOfTable(table: string): ModuleName {
  const [longest] = Object.keys(beginnings)
    .filter((beginning) => table === beginning || table.startsWith(`${beginning}_`))
    .sort((one, other) => other.length - one.length)
  return longest === undefined ? 'platform' : (beginnings[longest] ?? 'platform')
}
