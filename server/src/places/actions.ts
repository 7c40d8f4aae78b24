/** What the audit trail calls the things that happen to places of care. */
export const placeActions = {
  'places.added': { zh: '登记养老服务场所', en: 'Place of care registered' },
  'places.changed': { zh: '修改养老服务场所', en: 'Place of care changed' },
  'places.closed': { zh: '停用养老服务场所', en: 'Place of care closed' },
  'places.standard-set': { zh: '登记供养标准', en: 'Care standard recorded' },
  'places.resident-added': { zh: '登记供养对象', en: 'Resident recorded' },
  'places.resident-left': { zh: '登记供养对象离开', en: 'Resident left' },
  'places.residents-looked': { zh: '查看供养对象名单', en: 'List of residents opened' },
}
