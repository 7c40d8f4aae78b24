import { phrases } from '../../../language/phrases.ts'

export const texts = phrases({
  load: { zh: '加载量表', en: 'Load an instrument' },
  loadMeans: {
    zh: '上传 .yaml 或 .json 文件，先试算：检查结构、分值、等级是否成立，并与在用版本逐项比较。由第二人批准后启用，已有结果仍对应原版本。',
    en: 'A .yaml or .json file is tried first: its shape, scores and levels are checked and it is compared with the version in force part by part. A second person puts it in force; old results stay with their version.',
  },
  region: { zh: '适用地区', en: 'Holds for' },
  chooseFile: { zh: '选择量表文件', en: 'Choose the file' },
  faults: { zh: '{count} 处需要改正', en: '{count} faults', one: '{count} fault' },
  sound: {
    zh: '可以使用：{items} 个项目，{fields} 个信息项，{levels} 个等级',
    en: 'It holds together: {items} items, {fields} fields, {levels} levels',
  },
  against: {
    zh: '与在用版本 {version} 比较：{count} 处不同',
    en: 'Compared with version {version}: {count} differences',
  },
  isNew: { zh: '平台上还没有这个量表', en: 'The platform does not know this instrument yet' },
  propose: { zh: '提交第二人批准', en: 'Propose to a second person' },
  proposals: { zh: '加载的版本', en: 'Loaded versions' },
  noProposals: { zh: '还没有加载过量表', en: 'None has been loaded' },
  approve: { zh: '批准启用', en: 'Approve' },
  refuse: { zh: '退回', en: 'Refuse' },
  approveMeans: {
    zh: '启用后，新的评估使用这一版本；已有结果不变。',
    en: 'New assessments go by this version from then on; results stay as they are.',
  },
  refuseMeans: { zh: '退回后可以改正文件，再次提交。', en: 'The file can be corrected and proposed again.' },
  mine: { zh: '由您提出，须由另一人批准', en: 'Proposed by you; another person decides' },
  proposed: { zh: '待批准', en: 'Proposed' },
  inForce: { zh: '已启用', en: 'In force' },
  refused: { zh: '已退回', en: 'Refused' },
  added: { zh: '新增', en: 'Added' },
  removed: { zh: '删除', en: 'Removed' },
  changed: { zh: '修改', en: 'Changed' },
  showDifferences: { zh: '{count} 处不同', en: '{count} differences', one: '{count} difference' },
  before: { zh: '原来', en: 'Before' },
  after: { zh: '改为', en: 'After' },
})
