import { circumstanceKinds } from './circumstances.ts'
import type { Relation } from './related-persons.ts'

/** Words bureaus write, and the circumstance they mean. Names of the vocabulary itself are added below. */
const written: Readonly<Record<string, readonly string[]>> = {
  'living-arrangement:alone': ['独居', '独居老人', '一人居住', '独自居住', '单独居住', '独住'],
  'living-arrangement:with-spouse': ['与配偶居住', '与老伴居住', '和老伴同住', '与配偶同住', '夫妻同住'],
  'living-arrangement:with-children': [
    '与子女居住',
    '与子女同住',
    '和子女同住',
    '与儿子居住',
    '与女儿居住',
    '随子女居住',
  ],
  'living-arrangement:with-relatives': ['与其他亲属居住', '与亲属居住', '与亲属同住', '与亲戚居住'],
  'living-arrangement:with-others': ['与非亲属居住', '与保姆居住', '与他人居住'],
  'living-arrangement:institution': [
    '在养老机构居住',
    '养老机构',
    '机构养老',
    '入住机构',
    '住养老院',
    '敬老院',
    '养老院',
    '福利院',
    '机构居住',
  ],
  'household:empty-nest': ['空巢', '空巢老人', '空巢家庭'],
  'household:left-behind': ['留守', '留守老人', '农村留守', '农村留守老人', '留守老年人'],
  'household:solitary': ['孤寡', '孤寡老人', '孤老'],
  // 农村五保与城市三无已并入特困人员（国发〔2016〕14号）.
  'hardship:tekun': [
    '特困',
    '特困人员',
    '特困供养',
    '特困供养人员',
    '五保',
    '五保户',
    '五保老人',
    '农村五保',
    '三无',
    '三无老人',
    '城市三无',
    '城市特困',
    '农村特困',
    '特困集中供养',
    '集中供养特困',
    '集中供养特困人员',
    '特困分散供养',
    '分散供养特困',
    '分散供养特困人员',
  ],
  'hardship:dibao': [
    '低保',
    '低保户',
    '低保对象',
    '城市低保',
    '农村低保',
    '城镇低保',
    '最低生活保障',
    '低保家庭',
    '低保老人',
  ],
  'hardship:low-income': [
    '低收入',
    '低收入家庭',
    '低保边缘',
    '低保边缘户',
    '低保边缘家庭',
    '最低生活保障边缘家庭',
    '低收入老人',
  ],
  'hardship:other': ['其他经济困难', '其他困难', '支出型困难', '刚性支出困难家庭', '经济困难'],
  'tekun-support:centralised': ['集中供养', '集中', '特困集中供养', '集中供养特困', '集中供养特困人员'],
  'tekun-support:dispersed': ['分散供养', '分散', '特困分散供养', '分散供养特困', '分散供养特困人员'],
  'tekun-self-care:full': [
    '全自理',
    '自理',
    '完全自理',
    '能自理',
    '生活自理',
    '具备生活自理能力',
    '有自理能力',
    '可自理',
  ],
  'tekun-self-care:partial': [
    '半失能',
    '半自理',
    '半护理',
    '部分失能',
    '部分自理',
    '部分丧失',
    '部分丧失生活自理能力',
    '半失能(半护理)',
  ],
  'tekun-self-care:none': [
    '失能',
    '不能自理',
    '全护理',
    '全失能',
    '完全失能',
    '完全丧失',
    '完全丧失生活自理能力',
    '失能(全护理)',
    '无自理能力',
    '生活不能自理',
  ],
  'institution-wish:wishes': ['愿意', '是', '有意愿', '有', '同意', '愿意入住'],
  'institution-wish:declines': ['不愿意', '否', '无意愿', '不同意', '不愿', '没有意愿'],
  'disability:visual': ['视力残疾', '视力', '视残', '盲'],
  'disability:hearing': ['听力残疾', '听力', '听残', '聋'],
  'disability:speech': ['言语残疾', '言语', '语言残疾', '哑'],
  'disability:physical': ['肢体残疾', '肢体', '肢残'],
  'disability:intellectual': ['智力残疾', '智力', '智残'],
  'disability:mental': ['精神残疾', '精神', '精残'],
  'disability:multiple': ['多重残疾', '多重'],
  'disability-grade:1': ['一级', '1级', '壹级', '1', '一', '残疾一级', '一级残疾'],
  'disability-grade:2': ['二级', '2级', '贰级', '2', '二', '残疾二级', '二级残疾'],
  'disability-grade:3': ['三级', '3级', '叁级', '3', '三', '残疾三级', '三级残疾'],
  'disability-grade:4': ['四级', '4级', '肆级', '4', '四', '残疾四级', '四级残疾'],
  'disability-subsidy:living': ['困难残疾人生活补贴', '生活补贴', '困难生活补贴'],
  'disability-subsidy:nursing': ['重度残疾人护理补贴', '护理补贴', '重残护理补贴'],
  'family-planning:lost-only-child': ['失独', '失独家庭', '失独老人', '独生子女死亡', '计生特扶(死亡)'],
  'family-planning:disabled-only-child': ['独生子女伤残', '独生子女残疾', '伤残家庭', '计生特扶(伤残)'],
  'family-planning:one-child-hardship': ['独生子女困难家庭', '独生子女家庭困难'],
  'family-planning:two-daughters-hardship': ['双女困难家庭', '双女户困难', '二女困难家庭'],
  'merit:entitled-veteran': [
    '优抚对象',
    '优抚',
    '重点优抚对象',
    '烈属',
    '复员军人',
    '伤残军人',
    '残疾军人',
    '带病回乡退伍军人',
    '参战退役人员',
  ],
  'merit:model-worker': ['省部级以上劳模', '省部级劳模', '全国劳模', '省劳模', '省级劳模', '国家级劳模'],
  'merit:special-contribution': ['作出特殊贡献', '特殊贡献', '突出贡献', '特殊贡献老人'],
}

/** Words that say “none of these” in a column of categories. */
const none = new Set([
  '无',
  '否',
  '一般',
  '普通',
  '正常',
  '普通老人',
  '一般老人',
  '健全',
  '无残疾',
  '非困难',
  '一般家庭',
  '不困难',
  '普通家庭',
  '社会老人',
  '社会老年人',
  '0',
  '×',
])

const meanings = new Map<string, string[]>()
function means(word: string, category: string): void {
  const known = meanings.get(word) ?? []
  if (!known.includes(category)) meanings.set(word, [...known, category])
}
for (const [category, words] of Object.entries(written)) for (const word of words) means(word, category)
for (const [kind, { values }] of Object.entries(circumstanceKinds))
  for (const [value, { name }] of Object.entries(values))
    means(name.zh.normalize('NFKC').replace(/\s/g, ''), `${kind}:${value}`)

/** The circumstances a column may hold that a word means; none for a word nobody knows, `[]` with `none` for “no category”. */
export function categoriesOf(word: string, kinds: readonly string[]): readonly string[] {
  return (meanings.get(word) ?? []).filter((category) => kinds.includes(category.split(':')[0] ?? ''))
}

export function saysNoCategory(word: string): boolean {
  return none.has(word)
}

/** `视力一级`, `肢体残疾二级`: a kind of disability and its grade in one word. */
export function splitDisability(word: string): readonly string[] {
  const match = /^(.+?)([一二三四壹贰叁肆1-4]级)$/.exec(word)
  return match ? [match[1] ?? '', match[2] ?? ''] : [word]
}

/** The words that say yes below a flag's header: 独居 below “是否独居”. */
export function wordsOf(category: string): readonly string[] {
  return written[category] ?? []
}

const relationWords: Readonly<Record<Relation, RegExp>> = {
  spouse: /^(配偶|夫妻|丈夫|妻子|夫|妻|老伴|爱人|老公|老婆)$/,
  son: /^(儿子|儿|子|长子|次子|[大二三四五小幺独养继]子|[大二三四五小]儿子?|养子|继子)$/,
  daughter: /^(女儿|女|长女|次女|[二三四五小幺独养继]女|[大二三四五小]女儿)$/,
  'child-in-law': /^(儿媳妇?|媳妇|女婿|婿)$/,
  grandchild: /^(孙子|孙女|外孙|外孙女|孙|孙辈|外甥孙)$/,
  sibling: /^(兄|弟|姐|妹|哥哥|弟弟|姐姐|妹妹|兄弟|姐妹|兄弟姐妹|胞[兄弟姐妹])$/,
  'other-relative': /^(侄子|侄女|侄儿|侄|外甥|外甥女|亲戚|亲属|其他亲属|堂[兄弟姐妹]|表[兄弟姐妹]|侄媳|侄孙)$/,
  neighbour: /^(邻居|邻里)$/,
  'hired-carer': /^(保姆|护工|护理员|雇佣照顾者|住家阿姨)$/,
  'village-worker': /^(村干部|社区干部|网格员|村委会?|居委会?|村书记|村主任|社区工作者|村医|村(居)委会工作人员)$/,
  other: /^(其他|朋友)$/,
}

/** The relation a word names; `other` when it names none of the vocabulary, and then the word itself is worth keeping. */
export function relationOf(word: string): { readonly relation: Relation; readonly known: boolean } {
  for (const [relation, pattern] of Object.entries(relationWords) as [Relation, RegExp][])
    if (pattern.test(word)) return { relation, known: true }
  return { relation: 'other', known: false }
}
