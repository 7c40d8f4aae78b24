import { formatYuan } from '@yinian/core/ledger/money.ts'
import { abilityLevelNames } from '@yinian/core/people/exported-columns.ts'
import { type KeyGroupElder, KeyGroupFilter } from '@yinian/core/people/key-groups/api.ts'
import { type ExportedList, exportSourceOf } from '../export-list.ts'
import { countOfKeyGroups, streamKeyGroups } from './list.ts'

export const keyGroupList: ExportedList<typeof KeyGroupFilter, KeyGroupElder> = {
  list: 'key-groups',
  carries: ['circumstances'],
  filter: KeyGroupFilter,
  count: async ({ tx, actor }, filter) => (await countOfKeyGroups(tx, filter, actor.today)).count,
  rows: ({ tx, actor }, filter) => streamKeyGroups(tx, filter, actor.today),
  columns: [
    { header: { zh: '姓名', en: 'Name' }, cell: (row) => row.name },
    { header: { zh: '年龄', en: 'Age' }, width: 6, cell: (row) => row.age },
    { header: { zh: '居住地', en: 'Residence' }, width: 44, mayCarryMark: true, cell: (row) => row.regionPath },
    {
      header: { zh: '重点类别', en: 'Groups' },
      width: 30,
      mayCarryMark: true,
      cell: (row, language) => row.groups.map(({ name }) => name[language]).join(language === 'zh' ? '、' : ', '),
    },
    {
      header: { zh: '能力等级', en: 'Level' },
      dataClass: 'assessment',
      cell: (row, language) =>
        row.abilityLevel === null ? null : (abilityLevelNames[row.abilityLevel]?.[language] ?? row.abilityLevel),
    },
    {
      header: { zh: '等级有效期至', en: 'Valid until' },
      dataClass: 'assessment',
      cell: (row) => row.abilityValidUntil,
    },
    { header: { zh: '责任人', en: 'Responsible' }, dataClass: 'relatives', cell: (row) => row.personName },
    { header: { zh: '上次联系', en: 'Last contact' }, cell: (row) => row.lastContactOn },
    { header: { zh: '下次应联系', en: 'Next due' }, cell: (row) => row.nextDue },
    {
      header: { zh: '是否逾期', en: 'Overdue' },
      width: 8,
      cell: (row, language) => (row.overdue ? { zh: '逾期', en: 'overdue' }[language] : null),
    },
    {
      header: { zh: '购买服务预算', en: 'Purchase budget' },
      width: 30,
      cell: (row) => (row.budget === null ? null : `${row.budget.regionName} ${formatYuan(row.budget.fen)}`),
    },
    {
      header: { zh: '其中已安排', en: 'Spoken for' },
      width: 18,
      cell: (row) => (row.budget === null ? null : formatYuan(row.budget.spokenFor)),
    },
  ],
}

export const keyGroupExport = exportSourceOf(keyGroupList)
