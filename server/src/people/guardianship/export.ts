import { GuardianshipFilter, type GuardianshipRow } from '@yinian/core/people/guardianship/api.ts'
import { guardianshipNextSteps, guardianshipStates } from '@yinian/core/people/guardianship/procedure.ts'
import { guardianshipRoutes } from '@yinian/core/people/guardianship/vocabulary.ts'
import { type ExportedList, exportSourceOf } from '../export-list.ts'
import { countArrangements, streamArrangements } from './list.ts'

export const guardianshipList: ExportedList<typeof GuardianshipFilter, GuardianshipRow> = {
  list: 'guardianships',
  carries: ['relatives'],
  filter: GuardianshipFilter,
  count: ({ tx, actor }, filter) => countArrangements(tx, filter, actor.today),
  rows: ({ tx, actor }, filter) => streamArrangements(tx, filter, actor.today),
  columns: [
    { header: { zh: '姓名', en: 'Name' }, cell: (row) => row.elderName },
    { header: { zh: '年龄', en: 'Age' }, width: 6, cell: (row) => row.age },
    { header: { zh: '居住地', en: 'Residence' }, width: 44, mayCarryMark: true, cell: (row) => row.regionPath },
    {
      header: { zh: '状态', en: 'State' },
      mayCarryMark: true,
      cell: (row, language) =>
        row.state === null
          ? { zh: '尚未开始', en: 'Nobody has begun' }[language]
          : guardianshipStates[row.state][language],
    },
    {
      header: { zh: '方式', en: 'Way' },
      width: 28,
      cell: (row, language) => (row.route === null ? null : guardianshipRoutes[row.route].name[language]),
    },
    { header: { zh: '人选', en: 'Candidate' }, cell: (row) => row.candidate },
    { header: { zh: '临时监护人', en: 'Temporary guardian' }, width: 20, cell: (row) => row.temporaryGuardian },
    {
      header: { zh: '下一步', en: 'Next step' },
      width: 36,
      cell: (row, language) => guardianshipNextSteps[row.state ?? 'sought'][language],
    },
    { header: { zh: '负责人', en: 'Responsible' }, cell: (row) => row.responsible },
    { header: { zh: '应办日期', en: 'Due' }, cell: (row) => row.dueOn },
    {
      header: { zh: '是否逾期', en: 'Overdue' },
      width: 8,
      cell: (row, language) => (row.overdue ? { zh: '逾期', en: 'overdue' }[language] : null),
    },
    { header: { zh: '开始日期', en: 'Opened' }, cell: (row) => row.openedOn },
  ],
}

export const guardianshipExport = exportSourceOf(guardianshipList)
