/** What the audit trail calls the things that happen to a change of divisions. */
export const divisionChangeActions = {
  'division-changes.prepared': { zh: '上传新的区划清单', en: 'Newer list of divisions uploaded' },
  'division-changes.paired': { zh: '指定区划去向', en: 'Said what became of a division' },
  'division-changes.confirmed': { zh: '确认区划对应关系', en: 'Lines of a division change confirmed' },
  'division-changes.split-decided': { zh: '决定拆分区划如何分人', en: 'Decided how a split division is told apart' },
  'division-changes.submitted': { zh: '区划调整提交审批', en: 'Division change submitted' },
  'division-changes.returned': { zh: '区划调整退回修改', en: 'Division change returned' },
  'division-changes.approved': { zh: '批准区划调整', en: 'Division change approved' },
  'division-changes.cancelled': { zh: '区划调整作废', en: 'Division change cancelled' },
  'division-changes.enacted': { zh: '区划表更新', en: 'List of divisions brought up to date' },
  'division-changes.carried': { zh: '一县的记录随区划变更', en: 'Records of a county followed a division change' },
  'division-changes.applied': { zh: '区划调整完成', en: 'Division change applied' },
  'division-changes.assigned': { zh: '拆分后指定老年人所在区划', en: 'Elders of a split division told apart' },
}
