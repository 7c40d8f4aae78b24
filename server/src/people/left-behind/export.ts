import { LeftBehindFilter, type LeftBehindRow } from '@yinian/core/people/left-behind/api.ts'
import { careFindings, careNeeds } from '@yinian/core/people/left-behind/vocabulary.ts'
import { type ExportedList, exportSourceOf } from '../export-list.ts'
import { countOfLeftBehind, streamLeftBehind } from './list.ts'

export const leftBehindList: ExportedList<typeof LeftBehindFilter, LeftBehindRow> = {
  list: 'left-behind',
  carries: ['circumstances'],
  filter: LeftBehindFilter,
  count: async ({ tx, actor }, filter) => (await countOfLeftBehind(tx, filter, actor.today)).count,
  rows: ({ tx, actor }, filter) => streamLeftBehind(tx, filter, actor.today),
  columns: [
    { header: { zh: '姓名', en: 'Name' }, cell: (row) => row.name },
    { header: { zh: '年龄', en: 'Age' }, width: 6, cell: (row) => row.age },
    { header: { zh: '居住地', en: 'Residence' }, width: 44, mayCarryMark: true, cell: (row) => row.regionPath },
    { header: { zh: '赡养人数', en: 'Supporters' }, width: 9, cell: (row) => row.children },
    { header: { zh: '已登记务工情况', en: 'Whereabouts known' }, width: 12, cell: (row) => row.childrenKnown },
    { header: { zh: '责任人', en: 'Responsible' }, dataClass: 'relatives', cell: (row) => row.personName },
    { header: { zh: '间隔（天）', en: 'Every (days)' }, width: 9, cell: (row) => row.intervalDays },
    { header: { zh: '上次联系', en: 'Last contact' }, cell: (row) => row.lastContactOn },
    {
      header: { zh: '上次情况', en: 'Last finding' },
      mayCarryMark: true,
      cell: (row, language) => (row.lastFinding === null ? null : careFindings[row.lastFinding][language]),
    },
    {
      header: { zh: '提出的需求', en: 'Needs raised' },
      width: 28,
      cell: (row, language) => row.needs.map((need) => careNeeds[need][language]).join(language === 'zh' ? '、' : ', '),
    },
    { header: { zh: '下次应联系', en: 'Next due' }, cell: (row) => row.nextDue },
    {
      header: { zh: '是否逾期', en: 'Overdue' },
      width: 8,
      cell: (row, language) => (row.overdue ? { zh: '逾期', en: 'overdue' }[language] : null),
    },
  ],
}

export const leftBehindExport = exportSourceOf(leftBehindList)
