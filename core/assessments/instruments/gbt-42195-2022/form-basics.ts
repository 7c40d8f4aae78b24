import type { Form } from '../../instrument.ts'
import { choice } from './options.ts'
import { reasons } from './reasons.ts'

/** GB/T 42195-2022 Appendix A.1 to A.3. */
export const aboutAssessment: Form = {
  id: 'A.1',
  name: { zh: '评估信息', en: 'About the assessment' },
  fields: [
    {
      id: 'A.1.1',
      kind: 'text',
      label: { zh: '评估编号', en: 'Assessment number' },
      required: true,
      assigned: true,
    },
    {
      id: 'A.1.2',
      kind: 'date',
      label: { zh: '评估基准日期', en: 'Reference date of the assessment' },
      required: true,
    },
    {
      id: 'A.1.3',
      kind: 'choice',
      label: { zh: '评估原因', en: 'Reason for the assessment' },
      required: true,
      assigned: true,
      options: reasons,
    },
  ],
}

const times = [
  choice('none', '无', 'None'),
  choice('once', '1 次', 'Once'),
  choice('twice', '2 次', 'Twice'),
  choice('three-or-more', '3 次及以上', 'Three times or more'),
]

export const aboutElder: Form = {
  id: 'A.2',
  name: { zh: '评估对象基本信息', en: 'About the elder' },
  fields: [
    { id: 'A.2.1', kind: 'text', label: { zh: '姓名', en: 'Name' }, required: true, fromFile: 'name' },
    {
      id: 'A.2.2',
      kind: 'choice',
      label: { zh: '性别', en: 'Sex' },
      required: true,
      fromFile: 'sex',
      options: [choice('male', '男', 'Male'), choice('female', '女', 'Female')],
    },
    { id: 'A.2.3', kind: 'date', label: { zh: '出生日期', en: 'Date of birth' }, required: true, fromFile: 'birth' },
    {
      id: 'A.2.4',
      kind: 'number',
      label: { zh: '身高', en: 'Height' },
      unit: { zh: '厘米', en: 'cm' },
      from: 50,
      to: 250,
      required: false,
    },
    {
      id: 'A.2.5',
      kind: 'number',
      label: { zh: '体重', en: 'Weight' },
      unit: { zh: '千克', en: 'kg' },
      from: 15,
      to: 300,
      required: false,
    },
    { id: 'A.2.6', kind: 'text', label: { zh: '民族', en: 'Ethnic group' }, required: false, fromFile: 'ethnicity' },
    // Religion needs a consent of its own (个人信息保护法 §29), so it is never required.
    { id: 'A.2.7', kind: 'text', label: { zh: '宗教信仰', en: 'Religion' }, required: false },
    {
      id: 'A.2.8',
      kind: 'text',
      label: { zh: '公民身份号码', en: 'Citizen identity number' },
      required: true,
      fromFile: 'documentNumber',
    },
    {
      id: 'A.2.9',
      kind: 'choice',
      label: { zh: '文化程度', en: 'Education' },
      required: false,
      options: [
        choice('illiterate', '文盲', 'Illiterate'),
        choice('primary', '小学', 'Primary school'),
        choice('junior-high', '初中', 'Junior high school'),
        choice('senior-high', '高中、技校、中专', 'Senior high, technical or secondary vocational school'),
        choice('college', '大专及以上', 'College or above'),
        choice('unknown', '不详', 'Not known'),
      ],
    },
    {
      id: 'A.2.10',
      kind: 'multi',
      label: { zh: '居住情况', en: 'Living arrangement' },
      required: true,
      options: [
        choice('alone', '独居', 'Alone'),
        choice('with-spouse', '与配偶居住', 'With spouse'),
        choice('with-children', '与子女居住', 'With children'),
        choice('with-parents', '与父母居住', 'With parents'),
        choice('with-siblings', '与兄弟姐妹居住', 'With brothers or sisters'),
        choice('with-other-relatives', '与其他亲属居住', 'With other relatives'),
        choice('with-others', '与非亲属关系的人居住', 'With people who are not relatives'),
        choice('institution', '养老机构', 'In an elderly-care institution'),
      ],
    },
    {
      id: 'A.2.11',
      kind: 'choice',
      label: { zh: '婚姻状况', en: 'Marital status' },
      required: false,
      options: [
        choice('single', '未婚', 'Never married'),
        choice('married', '已婚', 'Married'),
        choice('widowed', '丧偶', 'Widowed'),
        choice('divorced', '离婚', 'Divorced'),
        choice('unstated', '未说明', 'Not stated'),
      ],
    },
    {
      id: 'A.2.12',
      kind: 'multi',
      label: { zh: '医疗费用支付方式', en: 'How medical costs are paid' },
      required: false,
      options: [
        choice('employee-insurance', '城镇职工基本医疗保险', 'Employee basic medical insurance'),
        choice('resident-insurance', '城乡居民基本医疗保险', 'Resident basic medical insurance'),
        choice('self-paid', '自费', 'Own money'),
        choice('civil-servant', '公务员补助', 'Civil-servant supplement'),
        choice('enterprise', '企业补充保险', 'Enterprise supplementary insurance'),
        choice('public', '公费医疗及医疗照顾对象', 'Publicly funded care and entitled persons'),
        choice('medical-assistance', '医疗救助', 'Medical assistance'),
        choice('major-illness', '大病保险', 'Major-illness insurance'),
      ],
    },
    {
      id: 'A.2.13',
      kind: 'multi',
      label: { zh: '经济来源', en: 'Sources of income' },
      required: false,
      options: [
        choice('pension', '退休金、养老金', 'Pension'),
        choice('children', '子女补贴', 'Support from children'),
        choice('relatives', '亲友资助', 'Support from relatives and friends'),
        choice('universal-benefit', '国家普惠型补贴', 'Universal state benefit'),
        choice('savings', '个人储蓄', 'Own savings'),
        choice('other-benefit', '其他补贴', 'Other benefits'),
      ],
    },
    {
      id: 'A.2.14',
      kind: 'table',
      label: { zh: '近 30 天内照护风险事件', en: 'Care-risk events in the last 30 days' },
      required: true,
      readBy: 'care-risk-events',
      rows: [
        choice('fall', '跌倒', 'Fall'),
        choice('wandering', '走失', 'Getting lost'),
        choice('choking', '噎食', 'Choking on food'),
        choice('self-harm', '自杀、自伤', 'Suicide attempt or self-harm'),
        choice('other', '其他', 'Other'),
      ],
      columns: [{ code: 'times', label: { zh: '次数', en: 'Times' }, options: times }],
    },
  ],
}

export const aboutInformant: Form = {
  id: 'A.3',
  name: { zh: '信息提供者及联系人', en: 'Informant and contact' },
  fields: [
    { id: 'A.3.1', kind: 'text', label: { zh: '信息提供者姓名', en: 'Name of the informant' }, required: true },
    {
      id: 'A.3.2',
      kind: 'choice',
      label: { zh: '信息提供者与老年人的关系', en: 'Informant’s relation to the elder' },
      required: true,
      options: [
        choice('self', '本人', 'The elder'),
        choice('spouse', '配偶', 'Spouse'),
        choice('child', '子女', 'Son or daughter'),
        choice('other-relative', '其他亲属', 'Other relative'),
        choice('paid-carer', '雇佣照顾者', 'Paid carer'),
        choice('committee', '村（居）民委员会工作人员', 'Staff of the village or residents’ committee'),
        choice('other', '其他', 'Other'),
      ],
    },
    { id: 'A.3.3', kind: 'text', label: { zh: '联系人姓名', en: 'Name of the contact' }, required: true },
    { id: 'A.3.4', kind: 'text', label: { zh: '联系人电话', en: 'Telephone of the contact' }, required: true },
  ],
}
