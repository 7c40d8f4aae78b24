import { phrases } from '../../language/phrases.ts'

export const exportTexts = phrases({
  exports: { zh: '导出记录', en: 'Exports' },
  exportsHint: {
    zh: '谁在什么时候为什么导出了什么。每份名单的末尾写有导出编号，每一行里还有看不见的标记。',
    en: 'Who took out what, when and what for. Every list ends with the number of its export and carries it, invisibly, in every row.',
  },
  noExports: { zh: '还没有导出', en: 'Nothing was taken out yet' },
  noExportsHint: { zh: '名单一旦导出，就会记在这里。', en: 'Every list that is taken out is noted here.' },
  number: { zh: '导出编号', en: 'Export number' },
  numberHint: { zh: '如 2K7-9XPM', en: 'such as 2K7-9XPM' },
  account: { zh: '导出人', en: 'Taken out by' },
  madeAt: { zh: '时间', en: 'When' },
  purpose: { zh: '用途', en: 'Purpose' },
  kind: { zh: '内容', en: 'What' },
  rows: { zh: '行数', en: 'Rows' },
  region: { zh: '区域', en: 'Division' },
  trace: { zh: '查名单出自哪次导出', en: 'Whose export is this?' },
  traceHint: {
    zh: '把外流的名单复制几行粘贴到下面，系统找出它出自哪一次导出。复制、转发、改存为别的表格都查得到；照着重打、拍照或有意清除标记后查不到。',
    en: 'Copy some rows of the list that leaked and paste them here. Copied, forwarded or saved as another sheet, it is found; typed anew, photographed or cleaned on purpose, it is not.',
  },
  pasted: { zh: '名单内容', en: 'Rows of the list' },
  pastedHelp: {
    zh: '粘贴的内容只用来查标记，不会保存。',
    en: 'What you paste is only looked through for the mark and kept nowhere.',
  },
  pastedMissing: { zh: '请粘贴几行名单', en: 'Paste some rows' },
  traceNow: { zh: '查找', en: 'Look for the mark' },
  found: { zh: '出自以下导出', en: 'It comes from' },
  notFound: { zh: '没有找到', en: 'Not found' },
  noMark: {
    zh: '这段内容里没有导出标记。如果名单末尾还在，可在导出记录里按导出编号查找。',
    en: 'There is no mark in it. If the end of the list is at hand, look for its number among the exports.',
  },
  elsewhere: {
    zh: '内容里有导出标记，但不是您管辖区域内的导出。请上级审计管理员查找。',
    en: 'There is a mark, but of no export in your divisions. Ask the auditor of a higher division.',
  },
  others: {
    zh: '另有 {count} 个标记不在您的管辖区域内',
    en: '{count} further marks are not of your divisions',
    one: '{count} further mark is not of your divisions',
  },
  marks: { zh: '找到的标记', en: 'Marks found' },
})
