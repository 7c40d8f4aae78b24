/** What the audit trail calls the things that happen to elders' files. */
export const peopleActions = {
  'people.looked': { zh: '查看档案', en: 'File opened' },
  'people.timeline-looked': { zh: '查看大事记', en: 'Timeline opened' },
  'people.revealed': { zh: '查看完整的敏感信息', en: 'Masked field revealed' },
  'people.exported': { zh: '导出名单', en: 'List exported' },
  'people.registered': { zh: '登记老年人', en: 'Elder registered' },
  'people.changed': { zh: '修改基本信息', en: 'Particulars changed' },
  'people.death-recorded': { zh: '登记死亡', en: 'Death recorded' },
  'people.circumstance-added': { zh: '登记情形', en: 'Circumstance recorded' },
  'people.circumstance-ended': { zh: '终止情形', en: 'Circumstance ended' },
  'people.related-person-added': { zh: '登记身边的人', en: 'Related person recorded' },
  'people.related-person-ended': { zh: '终止关系', en: 'Related person ended' },
  'people.ability-set': { zh: '写入能力等级', en: 'Ability level written' },
  'people.serving-added': { zh: '机构开始服务', en: 'Organisation began to serve' },
  'people.serving-removed': { zh: '机构停止服务', en: 'Organisation ceased to serve' },
  'people.rule-drafted': { zh: '起草特殊困难认定规则', en: 'Rule of special difficulty drafted' },
  'people.rule-decided': { zh: '批准或退回特殊困难认定规则', en: 'Rule of special difficulty decided' },
}
