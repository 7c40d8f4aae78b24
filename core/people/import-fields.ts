import type { Text } from '../language/text.ts'

/** How the cells of a field are read. */
export type ImportFieldKind = 'text' | 'number' | 'day' | 'sex' | 'document-type' | 'place' | 'categories' | 'flag'

/** Something a column of a list of elders can hold. */
export interface ImportField {
  readonly name: Text
  readonly kind: ImportFieldKind
  /** Headers that bureaus write for it; the first is the one of the template. */
  readonly headers: readonly string[]
  /** Without it a row cannot be read at all. */
  readonly required?: true
  /** Only circumstances of these kinds may stand in the cell (`categories`); a flag names its one `kind:value`. */
  readonly holds?: readonly string[]
  /** A cell of the template's example row. */
  readonly example: string
}

const field = (
  zh: string,
  en: string,
  kind: ImportFieldKind,
  headers: readonly string[],
  example = '',
  holds?: readonly string[],
): ImportField => ({ name: { zh, en }, kind, headers, example, ...(holds ? { holds } : {}) })

const flag = (zh: string, en: string, holds: string, headers: readonly string[]): ImportField =>
  field(zh, en, 'flag', headers, '', [holds])

const related = (index: '1' | '2', en: string) => ({
  name: field(
    `联系人${index}姓名`,
    `${en} contact, name`,
    'text',
    index === '1'
      ? [
          '联系人1姓名',
          '联系人姓名',
          '联系人',
          '联系人1',
          '紧急联系人',
          '紧急联系人姓名',
          '家属姓名',
          '亲属姓名',
          '子女姓名',
        ]
      : ['联系人2姓名', '联系人2', '第二联系人', '第二联系人姓名'],
  ),
  relation: field(
    `联系人${index}关系`,
    `${en} contact, relation`,
    'text',
    index === '1'
      ? ['联系人1关系', '联系人关系', '与老人关系', '与本人关系', '关系', '家属关系', '与联系人关系', '紧急联系人关系']
      : ['联系人2关系', '第二联系人关系'],
  ),
  phone: field(
    `联系人${index}电话`,
    `${en} contact, telephone`,
    'number',
    index === '1'
      ? [
          '联系人1电话',
          '联系人电话',
          '联系人手机',
          '联系人联系电话',
          '紧急联系人电话',
          '紧急联系电话',
          '家属电话',
          '家属联系电话',
          '亲属电话',
          '子女电话',
        ]
      : ['联系人2电话', '第二联系人电话'],
  ),
})
const first = related('1', 'First')
const second = related('2', 'Second')

/** Every field a file may fill, with the headers county bureaus and towns write for it. */
export const importFields = {
  name: {
    ...field(
      '姓名',
      'Name',
      'text',
      ['姓名', '老人姓名', '老年人姓名', '本人姓名', '名字', '人员姓名', '享受人姓名'],
      '张桂英',
    ),
    required: true,
  },
  documentNumber: {
    ...field(
      '证件号码',
      'Identity number',
      'number',
      [
        '身份证号码',
        '身份证号',
        '证件号码',
        '公民身份号码',
        '公民身份证号码',
        '公民身份证号',
        '居民身份证号码',
        '居民身份证号',
        '身份证',
        '身份证件号码',
        '身份证件号',
        '证件号',
        '身份号码',
        '有效证件号码',
      ],
      '（18 位，设为文本格式）',
    ),
    required: true,
  },
  documentType: field(
    '证件类型',
    'Document type',
    'document-type',
    ['证件类型', '证件种类', '身份证件类型'],
    '居民身份证',
  ),
  sex: field('性别', 'Sex', 'sex', ['性别'], '女'),
  birth: field('出生日期', 'Born', 'day', ['出生日期', '出生年月日', '生日', '出生年月', '出生时间'], '1944-03-08'),
  ethnicity: field('民族', 'Ethnic group', 'text', ['民族'], '汉族'),
  phone: field(
    '联系电话',
    'Telephone',
    'number',
    [
      '联系电话',
      '电话',
      '手机',
      '手机号',
      '手机号码',
      '联系方式',
      '电话号码',
      '本人电话',
      '本人联系电话',
      '固定电话',
      '联系号码',
    ],
    '13800000000',
  ),
  county: field('县（市、区）', 'County', 'place', [
    '县（市、区）',
    '县市区',
    '区县',
    '县区',
    '所属区县',
    '县',
    '区',
    '所在县区',
    '市县区',
  ]),
  town: field(
    '乡镇（街道）',
    'Town',
    'place',
    [
      '乡镇（街道）',
      '乡镇',
      '街道',
      '镇街',
      '乡镇街道',
      '街道乡镇',
      '镇（街道）',
      '所属乡镇',
      '所属街道',
      '乡（镇）',
      '镇',
      '所在乡镇',
      '街镇',
      '乡镇（街办）',
    ],
    '',
  ),
  village: field(
    '村（社区）',
    'Village or community',
    'place',
    [
      '村（社区）',
      '村居',
      '村',
      '社区',
      '社区（村）',
      '村委会',
      '居委会',
      '村（居）',
      '村（居）委会',
      '所属村',
      '所属社区',
      '行政村',
      '村社区',
      '所在村（社区）',
      '村名',
      '村（居）民委员会',
    ],
    '',
  ),
  residenceCode: field('居住地区划代码', 'Residence, division code', 'number', [
    '居住地区划代码',
    '区划代码',
    '行政区划代码',
    '村（社区）代码',
    '区划编码',
    '行政区划编码',
  ]),
  residencePath: field('居住地（区划名称）', 'Residence, division names', 'place', [
    '居住地',
    '常住地',
    '所属区划',
    '行政区划',
    '所在地区',
    '所属地区',
    '居住地区划',
    '所属区域',
  ]),
  registration: field('户籍地', 'Household registration', 'place', [
    '户籍地',
    '户籍地址',
    '户口所在地',
    '户籍所在地',
    '户籍地区划',
    '户籍',
    '户口地址',
    '户籍住址',
    '户籍地区划代码',
  ]),
  address: field(
    '现住址',
    'Address',
    'text',
    [
      '现住址',
      '居住地址',
      '常住地址',
      '家庭住址',
      '家庭地址',
      '住址',
      '详细地址',
      '现居住地址',
      '现居住地',
      '地址',
      '现居住详细地址',
      '实际居住地',
      '实际居住地址',
      '居住详细地址',
      '通讯地址',
    ],
    '文明路 8 号 2 单元 301',
  ),
  livingArrangement: field(
    '居住状况',
    'Living arrangement',
    'categories',
    ['居住状况', '居住情况', '居住方式', '居住状态', '居住类型', '家庭居住情况'],
    '独居',
    ['living-arrangement', 'household'],
  ),
  livesAlone: flag('是否独居', 'Lives alone', 'living-arrangement:alone', [
    '是否独居',
    '独居',
    '独居老人',
    '是否独居老人',
  ]),
  emptyNest: flag('是否空巢', 'Empty-nest', 'household:empty-nest', ['是否空巢', '空巢', '空巢老人', '是否空巢老人']),
  leftBehind: flag('是否留守', 'Left behind', 'household:left-behind', [
    '是否留守',
    '留守',
    '农村留守',
    '留守老人',
    '是否留守老人',
    '是否农村留守',
  ]),
  solitary: flag('是否孤寡', 'Solitary', 'household:solitary', ['是否孤寡', '孤寡', '孤寡老人', '是否孤寡老人']),
  household: field('家庭类型', 'Household', 'categories', ['家庭类型', '家庭情况', '家庭结构'], '', [
    'household',
    'living-arrangement',
    'family-planning',
  ]),
  hardship: field(
    '困难类型',
    'Hardship',
    'categories',
    [
      '困难类型',
      '困难类别',
      '经济状况',
      '经济困难类型',
      '救助类型',
      '保障类型',
      '经济困难类别',
      '救助类别',
      '困难情况',
    ],
    '低保',
    ['hardship', 'tekun-support'],
  ),
  isTekun: flag('是否特困', 'Tekun', 'hardship:tekun', [
    '是否特困',
    '特困',
    '特困人员',
    '是否特困人员',
    '是否五保',
    '五保户',
    '是否特困供养',
    '特困供养',
  ]),
  isDibao: flag('是否低保', 'Dibao', 'hardship:dibao', [
    '是否低保',
    '低保',
    '低保户',
    '是否低保户',
    '是否享受低保',
    '低保对象',
    '是否低保对象',
  ]),
  isLowIncome: flag('是否低收入', 'Low income', 'hardship:low-income', [
    '是否低收入',
    '低收入',
    '低收入家庭',
    '是否低收入家庭',
    '是否低保边缘',
    '低保边缘',
    '低保边缘户',
  ]),
  tekunSupport: field(
    '特困供养方式',
    'Tekun support',
    'categories',
    ['特困供养方式', '供养方式', '供养类型', '供养形式'],
    '',
    ['tekun-support'],
  ),
  tekunSelfCare: field(
    '特困自理程度',
    'Tekun self-care',
    'categories',
    ['特困自理程度', '特困人员自理能力', '特困自理能力', '特困人员生活自理能力', '特困人员自理程度', '特困护理等级'],
    '',
    ['tekun-self-care'],
  ),
  institutionWish: field(
    '入住机构意愿',
    'Wish to enter an institution',
    'categories',
    [
      '入住机构意愿',
      '是否愿意集中供养',
      '集中供养意愿',
      '是否愿意入住机构',
      '入住意愿',
      '有无集中供养意愿',
      '入住养老机构意愿',
    ],
    '',
    ['institution-wish'],
  ),
  disability: field(
    '残疾类别',
    'Disability',
    'categories',
    ['残疾类别', '残疾类型', '残疾种类', '残疾情况', '残疾'],
    '',
    ['disability', 'disability-grade'],
  ),
  disabilityGrade: field('残疾等级', 'Disability grade', 'categories', ['残疾等级', '残疾级别', '残疾证等级'], '', [
    'disability-grade',
  ]),
  disabilitySubsidies: field(
    '残疾人两项补贴',
    'Disability subsidies',
    'categories',
    ['残疾人两项补贴', '两项补贴', '残疾人补贴', '残补类型'],
    '',
    ['disability-subsidy'],
  ),
  livingSubsidy: flag('困难残疾人生活补贴', 'Living subsidy', 'disability-subsidy:living', [
    '困难残疾人生活补贴',
    '是否享受困难残疾人生活补贴',
    '残疾人生活补贴',
    '生活补贴',
  ]),
  nursingSubsidy: flag('重度残疾人护理补贴', 'Nursing subsidy', 'disability-subsidy:nursing', [
    '重度残疾人护理补贴',
    '是否享受重度残疾人护理补贴',
    '残疾人护理补贴',
    '重残护理补贴',
  ]),
  familyPlanning: field(
    '计划生育特殊家庭',
    'Family planning',
    'categories',
    ['计划生育特殊家庭', '计生特殊家庭', '计生家庭类型', '计划生育家庭', '计生情况', '计划生育特殊家庭类型'],
    '',
    ['family-planning'],
  ),
  lostOnlyChild: flag('是否失独', 'Lost the only child', 'family-planning:lost-only-child', [
    '是否失独',
    '失独',
    '失独家庭',
    '失独老人',
    '是否失独家庭',
    '是否失独老人',
  ]),
  merit: field(
    '优抚与贡献',
    'Merit',
    'categories',
    ['优抚与贡献', '优抚类型', '优抚类别', '优抚情况', '优待类型', '贡献类型', '优抚'],
    '',
    ['merit'],
  ),
  entitledVeteran: flag('是否优抚对象', 'Entitled veteran', 'merit:entitled-veteran', [
    '是否优抚对象',
    '优抚对象',
    '是否优抚',
    '是否退役军人优抚对象',
  ]),
  modelWorker: flag('是否劳模', 'Model worker', 'merit:model-worker', [
    '是否省部级以上劳模',
    '省部级以上劳模',
    '省部级劳模',
    '是否省部级劳模',
  ]),
  categories: field(
    '人员类别',
    'Categories',
    'categories',
    [
      '人员类别',
      '老人类别',
      '老人类型',
      '老年人类型',
      '老年人类别',
      '人员类型',
      '特殊困难类型',
      '特殊类型',
      '对象类别',
      '对象类型',
      '类别',
      '人群类别',
      '特殊困难老年人类型',
    ],
    '',
    [
      'living-arrangement',
      'household',
      'hardship',
      'tekun-support',
      'disability',
      'disability-grade',
      'family-planning',
      'merit',
    ],
  ),
  related1Name: first.name,
  related1Relation: first.relation,
  related1Phone: first.phone,
  related2Name: second.name,
  related2Relation: second.relation,
  related2Phone: second.phone,
  formerNumber: field('原登记号', 'Former register number', 'number', [
    '原登记号',
    '原编号',
    '档案号',
    '老年证号',
    '原档案编号',
    '人员编号',
    '优待证号',
    '老人编号',
    '原系统编号',
    '档案编号',
  ]),
  payeeAccountName: field('户名', 'Payee', 'text', [
    '户名',
    '开户名',
    '账户名',
    '开户人',
    '账户名称',
    '开户姓名',
    '收款人',
    '收款人姓名',
    '银行户名',
  ]),
  payeeBank: field('开户银行', 'Bank', 'text', [
    '开户银行',
    '开户行',
    '银行',
    '发放银行',
    '代发银行',
    '银行名称',
    '开户行名称',
    '开户网点',
  ]),
  payeeAccount: field('银行账号', 'Account', 'number', [
    '银行账号',
    '银行卡号',
    '账号',
    '卡号',
    '一卡通账号',
    '社保卡账号',
    '一卡通卡号',
    '银行帐号',
    '帐号',
    '社保卡银行账号',
    '惠农一卡通账号',
    '惠民惠农一卡通账号',
    '发放账号',
  ]),
} as const satisfies Record<string, ImportField>

export type ImportFieldId = keyof typeof importFields

const all: Readonly<Record<string, ImportField>> = importFields

export function findImportField(id: string): ImportField | undefined {
  return all[id]
}

export function isImportField(id: string): id is ImportFieldId {
  return id in importFields
}

/** Headers that are understood and hold nothing of the register. */
export const leftOutHeaders: readonly string[] = [
  '序号',
  '编号',
  '备注',
  '说明',
  '年龄',
  '周岁',
  '签名',
  '登记时间',
  '登记日期',
  '填表人',
  '填报日期',
  '录入时间',
  '审核人',
  'no',
  '结果',
  '原因',
  '导入结果',
]

export const requiredImportFields = (Object.keys(importFields) as ImportFieldId[]).filter((id) => all[id]?.required)
