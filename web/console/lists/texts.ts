import { phrases } from '../../language/phrases.ts'

export const texts = phrases({
  exports: { zh: '我的导出', en: 'My exports' },
  exportsHint: {
    zh: '文件只有您能下载，写好七天后删除。每次导出和下载都有记录，请按说明的用途使用。',
    en: 'Only you can fetch these files, and they are deleted after seven days. Each export and each fetch is recorded; use them for the purpose stated.',
  },
  noExports: { zh: '还没有后台导出的文件', en: 'Nothing has been exported in the background yet' },
  noExportsHint: {
    zh: '名单较长时，导出在后台进行，写好后出现在这里；定期导出的文件也在这里。',
    en: 'Long lists are written in the background and appear here; so do files of scheduled exports.',
  },
  list: { zh: '列表', en: 'List' },
  purpose: { zh: '用途', en: 'Purpose' },
  purposeHint: { zh: '例：十二月高龄老人走访', en: 'e.g. visits to the very old in December' },
  purposeMissing: { zh: '请写明用途，两个字以上', en: 'State the purpose, two characters or more' },
  state: { zh: '状态', en: 'State' },
  size: { zh: '大小', en: 'Size' },
  rows: { zh: '{count} 行', en: '{count} rows' },
  asked: { zh: '申请时间', en: 'Asked for' },
  expires: { zh: '删除时间', en: 'Deleted' },
  fetched: { zh: '下载', en: 'Fetched' },
  fetchedTimes: { zh: '{count} 次', en: '{count} times', one: 'once' },
  fetch: { zh: '下载', en: 'Fetch' },
  cancel: { zh: '取消', en: 'Cancel' },
  remove: { zh: '删除文件', en: 'Delete the file' },
  removeMeans: {
    zh: '文件删除后不能恢复，可以重新导出。',
    en: 'The file cannot be brought back; it can be exported again.',
  },
  scheduled: { zh: '定期', en: 'Scheduled' },
  actions: { zh: '办理', en: 'Actions' },

  schedules: { zh: '定期导出', en: 'Scheduled exports' },
  schedulesHint: {
    zh: '按一个视图每周或每月导出一次。收件人每次按当时的权限和管辖范围核对，最长一年。',
    en: 'A view taken out every week or month. Who gets it is checked each time against what they may then, each with their own scope; for a year at most.',
  },
  noSchedules: { zh: '没有定期导出', en: 'There are no scheduled exports' },
  newSchedule: { zh: '新建定期导出', en: 'Schedule an export' },
  view: { zh: '视图', en: 'View' },
  viewHint: { zh: '先在“老年人”列表保存一个视图', en: 'Save a view in the list of elders first' },
  rhythm: { zh: '多久一次', en: 'How often' },
  until: { zh: '到哪天为止', en: 'Until' },
  format: { zh: '格式', en: 'Format' },
  recipients: { zh: '还给谁', en: 'Who else gets it' },
  recipientsHint: {
    zh: '填登录账号，每输入一个按回车；您自己总会收到',
    en: 'Names to sign in with, Enter after each; you always get it yourself',
  },
  missing: { zh: '请填写', en: 'Fill this in' },
  next: { zh: '下次 ', en: 'Next ' },
  untilDay: { zh: '，到 ', en: ', until ' },
  given: { zh: '最近一次给了：{names}', en: 'Last given to: {names}' },
  refused: { zh: '不再有权，没有给：{names}', en: 'Not given, no longer allowed: {names}' },
  stop: { zh: '停止', en: 'Stop' },
  stopMeans: { zh: '以后不再导出；已写好的文件还在。', en: 'Nothing more is exported; files that are there stay.' },
  made: { zh: '已设定，第一次在下一个日子运行', en: 'Scheduled; it runs first on the next day of its rhythm' },
  save: { zh: '设定', en: 'Schedule' },
  cancelDialog: { zh: '不设了', en: 'Not now' },
})

export const stateNames = {
  waiting: { zh: '排队', en: 'Waiting' },
  running: { zh: '正在写', en: 'Being written' },
  ready: { zh: '可以下载', en: 'Ready' },
  failed: { zh: '没有写成', en: 'Failed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  expired: { zh: '已删除', en: 'Deleted' },
} as const

export const scheduleStates = {
  active: { zh: '进行中', en: 'Active' },
  ended: { zh: '已结束', en: 'Ended' },
  stopped: { zh: '已停止', en: 'Stopped' },
} as const
