import type { Contradiction } from './contradictions.ts'

export const contradictions17to32: readonly Contradiction[] = [
  {
    number: 17,
    matter: { zh: '信用主体', en: 'Whose credit is recorded' },
    plansSay: {
      zh: '国家、赣州：机构和从业人员；河北另含服务对象；焦作为公开评价；甘南为分级分类。',
      en: 'Nation and Ganzhou: institutions and staff. Hebei: also recipients. Jiaozuo: public evaluation. Gannan: by class.',
    },
    consequence: {
      zh: '主体类型按地区设定；对服务对象记录信用须先核实法律依据。',
      en: 'Kinds of subject are set by region; recording recipients needs a legal basis first.',
    },
    indicators: [],
  },
  {
    number: 18,
    matter: { zh: '紧急呼叫', en: 'Emergency call' },
    plansSay: {
      zh: '赣州：2022年基本建立系统；河北：2025年覆盖所有特殊困难老年人。',
      en: 'Ganzhou: a basic system by 2022. Hebei: all elders with special difficulties by 2025.',
    },
    consequence: { zh: '两项目标并列。', en: 'Two targets are kept.' },
    indicators: ['H-T10', 'G-T12'],
  },
  {
    number: 19,
    matter: { zh: '公办养老机构收费', en: 'Fees of public homes' },
    plansSay: {
      zh: '焦作：对社会开放床位实行政府指导价；赣州：社会老年人按市场定价，区分对象收费。',
      en: 'Jiaozuo: guidance prices for open beds. Ganzhou: market prices for self-paying elders, differing by recipient.',
    },
    consequence: { zh: '收费规则按地区设定。', en: 'The fee rule is set by region.' },
    indicators: [],
  },
  {
    number: 20,
    matter: { zh: '存量商业用地', en: 'Existing commercial land' },
    plansSay: {
      zh: '同一规则，国家和赣州写“户均面积”，河北写“人均面积”。',
      en: 'The same rule speaks of area per household in the nation and Ganzhou, of area per person in Hebei.',
    },
    consequence: { zh: '照录；河北表述可能有误。', en: 'Kept as printed; Hebei’s wording may be a slip.' },
    indicators: [],
  },
  {
    number: 21,
    matter: { zh: '赣州嵌入式养老院基数', en: 'Baseline of embedded homes in Ganzhou' },
    plansSay: {
      zh: '指标表：2020年140家；正文：“十三五”期间建成25家。',
      en: 'Table: 140 in 2020. Text: 25 built in 2016–2020.',
    },
    consequence: { zh: '基数存疑，一并显示。', en: 'The baseline is doubtful; both are shown.' },
    indicators: ['G-B06'],
  },
  {
    number: 22,
    matter: { zh: '赣州日间照料基数', en: 'Baseline of day care in Ganzhou' },
    plansSay: {
      zh: '指标表：2020年90%；正文：站点覆盖92.1%的社区。',
      en: 'Table: 90% in 2020. Text: sites cover 92.1% of communities.',
    },
    consequence: { zh: '对象不同，分别计算。', en: 'Different objects, counted apart.' },
    indicators: ['G-B05', 'G-T10'],
  },
  {
    number: 23,
    matter: { zh: '赣州适老化改造量', en: 'Volume of home retrofits in Ganzhou' },
    plansSay: {
      zh: '2025年1.2万户；而每年2200户，五年为1.1万户。',
      en: '12,000 households by 2025, against 2,200 a year, which makes 11,000 in five years.',
    },
    consequence: { zh: '两个数并列。', en: 'Both are shown.' },
    indicators: ['G-B03', 'G-T01'],
  },
  {
    number: 24,
    matter: { zh: '赣州培训量', en: 'Volume of training in Ganzhou' },
    plansSay: {
      zh: '指标表2.2万人次；正文每年2500人次（五年1.25万），另2022年护理员1万名，等于2025年护理人员总量目标。',
      en: 'Table: 22,000 attendances. Text: 2,500 a year (12,500 in five), and 10,000 caregivers by 2022, which equals the target for all care workers in 2025.',
    },
    consequence: { zh: '口径不同，不相加。', en: 'Different measures; never added.' },
    indicators: ['G-B14', 'G-B15', 'G-T28', 'G-T34'],
  },
  {
    number: 25,
    matter: { zh: '赣州配套设施', en: 'Supporting facilities in Ganzhou' },
    plansSay: {
      zh: '指标表：新建小区2025年100%（约束性）；正文：2022年新建90%、既有100%。',
      en: 'Table: new compounds 100% by 2025 (binding). Text: 90% of new and 100% of existing ones by 2022.',
    },
    consequence: {
      zh: '视为路径，不是矛盾；但既有反超新建。',
      en: 'A path rather than a conflict, though existing compounds overtake new ones.',
    },
    indicators: ['G-B08', 'G-T08', 'G-T09'],
  },
  {
    number: 26,
    matter: { zh: '焦作床位目标', en: 'Jiaozuo’s bed target' },
    plansSay: {
      zh: '24万张床位对66.5万老年人，约每百人36张；疑为2.4万（每百人3.6张）。',
      en: '240,000 beds for 665,000 elders, about 36 per 100; probably 24,000 (3.6 per 100) was meant.',
    },
    consequence: { zh: '照录并提示数据存疑，不用作分母。', en: 'Kept with a warning, never used as a denominator.' },
    indicators: ['J-B01'],
  },
  {
    number: 27,
    matter: { zh: '焦作空缺数字', en: 'Blank figures in Jiaozuo' },
    plansSay: {
      zh: '规划背景中养老金、津贴、低保和健康的数字留空（含80—89、90—99、100岁以上金额）。',
      en: 'Pension, allowance, dibao and health figures are left blank in the background, among them the allowance for 80–89, 90–99 and 100+.',
    },
    consequence: { zh: '按缺失处理，不当作零。', en: 'Treated as missing, not as zero.' },
    indicators: [],
  },
  {
    number: 28,
    matter: { zh: '甘南章节次序', en: 'Order of the text in Gannan' },
    plansSay: {
      zh: '第三章第一、二节的段落交错排印，第四章只印“四”。',
      en: 'The paragraphs of chapter 3 sections 1 and 2 are interleaved; chapter 4 is printed as a bare number.',
    },
    consequence: { zh: '按标题而不按位置引用。', en: 'Cited by heading, not by position.' },
    indicators: [],
  },
  {
    number: 29,
    matter: { zh: '培训疗养机构转型', en: 'Conversion of training and sanatorium units' },
    plansSay: {
      zh: '国家：2022年底前优质项目基本投入运营；河北：2022年底前改革任务基本完成。',
      en: 'Nation: quality projects basically in operation by the end of 2022. Hebei: reform basically done by then.',
    },
    consequence: { zh: '作为两个节点。', en: 'Two milestones.' },
    indicators: ['N-T14', 'H-T23'],
  },
  {
    number: 30,
    matter: { zh: '老年大学', en: 'Universities for older people' },
    plansSay: {
      zh: '国家、河北（指标表）、焦作：每个县一所；河北（正文）、赣州：每个县级以上城市一所。',
      en: 'Nation, Hebei’s table and Jiaozuo: one per county. Hebei’s text and Ganzhou: one per city of county level or above.',
    },
    consequence: { zh: '后一种表述下市辖区可能不计。', en: 'Under the second wording city districts may not count.' },
    indicators: ['N-B08', 'H-B10', 'H-T28', 'J-B08', 'G-T22'],
  },
  {
    number: 31,
    matter: { zh: '补贴对象', en: 'Who receives the subsidies' },
    plansSay: {
      zh: '服务补贴：国家、赣州、甘南为经济困难老年人，河北限高龄；护理补贴：国家、河北为经济困难失能老年人，赣州、甘南另含计划生育特殊家庭。',
      en: 'Service subsidy: poor elders in the nation, Ganzhou and Gannan, only those of advanced age in Hebei. Nursing subsidy: poor disabled elders in the nation and Hebei; Ganzhou and Gannan add family-planning special families.',
    },
    consequence: { zh: '资格写成规则，按地区生效。', en: 'Eligibility is written as rules in force by region.' },
    indicators: [],
  },
  {
    number: 32,
    matter: { zh: '长期护理保险', en: 'Long-term care insurance' },
    plansSay: {
      zh: '河北：基金支付70%左右；国家：重度失能优先；赣州未列入试点，甘南配合推进。',
      en: 'Hebei: the fund pays about 70%. Nation: severe disability first. Ganzhou is no pilot yet, Gannan cooperates.',
    },
    consequence: { zh: '按地区启用。', en: 'Switched on by region.' },
    indicators: ['H-T09'],
  },
]
