import type { Contradiction } from './contradictions.ts'

export const contradictions1to16: readonly Contradiction[] = [
  {
    number: 1,
    matter: { zh: '人均用地', en: 'Land per head' },
    plansSay: {
      zh: '国家、河北：社区养老服务设施人均不少于0.1平方米；焦作：养老服务设施人均不少于0.2平方米。设施范围不同。',
      en: 'Nation and Hebei: at least 0.1 m² a head for community care facilities. Jiaozuo: at least 0.2 m² for care facilities of all kinds.',
    },
    consequence: { zh: '数值与设施范围按地区设定。', en: 'Value and kinds of facility are set by region.' },
    indicators: ['N-S01', 'H-S01', 'J-S01'],
  },
  {
    number: 2,
    matter: { zh: '每百户设施面积', en: 'Floor area per 100 households' },
    plansSay: {
      zh: '焦作：新建30、已建20平方米；赣州：新建20、老旧15平方米；其他规划未印。',
      en: 'Jiaozuo: 30 m² new, 20 m² existing. Ganzhou: 20 m² new, 15 m² existing. The others print no figure.',
    },
    consequence: { zh: '每个地区设两个参数。', en: 'Two settings for each region.' },
    indicators: ['J-S02', 'J-S03', 'G-S01', 'G-S02', 'N-B03', 'H-B04', 'J-B03', 'G-B08'],
  },
  {
    number: 3,
    matter: { zh: '福彩公益金比例', en: 'Lottery welfare fund share' },
    plansSay: {
      zh: '国家、河北：2022年起不低于55%；赣州：55%以上，未印起始年，“十三五”已达；甘南：60%以上。河北省本级2016—2020年超过70%。',
      en: 'Nation and Hebei: at least 55% from 2022. Ganzhou: 55% or more with no start year, already so before. Gannan: 60% or more. Hebei’s provincial level gave over 70% in 2016–2020.',
    },
    consequence: {
      zh: '比例带起始年按地区设定；河北的历史数只指省本级，不与各地下限相比。',
      en: 'The share is set by region with its start year; Hebei’s past figure is the provincial level’s alone and is not compared with the local floor.',
    },
    indicators: ['N-T15', 'H-T30', 'G-T24', 'A-T18'],
  },
  {
    number: 4,
    matter: { zh: '护理型床位占比', en: 'Share of nursing-type beds' },
    plansSay: {
      zh: '2025年：国家、河北、焦作、甘南55%，赣州60%；焦作另有2022年底50%。四地列为约束性，国家未印属性。',
      en: 'For 2025: 55% in the nation, Hebei, Jiaozuo and Gannan, 60% in Ganzhou; Jiaozuo also 50% by the end of 2022. Binding in the four local plans, no attribute in the national one.',
    },
    consequence: { zh: '目标与属性按规划分别显示。', en: 'Target and attribute are shown plan by plan.' },
    indicators: ['N-B04', 'H-B03', 'J-B05', 'J-T04', 'G-B11', 'A-B01'],
  },
  {
    number: 5,
    matter: { zh: '每千名老年人社工', en: 'Social workers per 1,000 elders' },
    plansSay: {
      zh: '国家、河北1人以上，焦作1人，甘南2人（另每百张床位2人）；赣州指标表为2‰，正文为1名（另每百张床位1名）。',
      en: 'Nation and Hebei at least 1, Jiaozuo 1, Gannan 2 (and 2 per 100 beds). Ganzhou’s table says 2, its text 1 (and 1 per 100 beds).',
    },
    consequence: {
      zh: '赣州的两个数作为两项指标并列显示。',
      en: 'Ganzhou’s two figures stand side by side as two indicators.',
    },
    indicators: ['N-B07', 'H-B09', 'J-B07', 'G-B13', 'G-T25', 'G-T26', 'A-B05', 'A-B06'],
  },
  {
    number: 6,
    matter: { zh: '月探访率', en: 'Monthly visiting rate' },
    plansSay: {
      zh: '时限：赣州正文为2022年，其余为2025年。甘南指标表称“探访帮扶率”，对象含居家失能老年人且未写“月”，正文又称月探访率100%。',
      en: 'Deadline: 2022 in Ganzhou’s text, 2025 elsewhere. Gannan’s table speaks of visiting and help, includes disabled elders at home and names no month; its text says monthly visiting.',
    },
    consequence: { zh: '周期与人群按地区设定。', en: 'Period and population are set by region.' },
    indicators: ['N-B02', 'H-B06', 'J-B02', 'G-B04', 'G-T13', 'A-B04', 'A-T05'],
  },
  {
    number: 7,
    matter: { zh: '特殊困难老年人的范围', en: 'Who counts as an elder with special difficulties' },
    plansSay: { zh: '五个规划列举的人群各不相同。', en: 'The five plans list five different sets of groups.' },
    consequence: { zh: '按地区用规则界定。', en: 'Defined by a rule for each region.' },
    indicators: ['N-B02', 'H-B06', 'H-T10', 'J-B02', 'G-B04', 'G-T13', 'A-B04', 'A-T05'],
  },
  {
    number: 8,
    matter: { zh: '“十助”', en: 'The ten helps' },
    plansSay: {
      zh: '赣州名词解释的十项没有助浴，正文却列有助浴；焦作六项（含助浴、助急）；赣州农村四项。',
      en: 'Ganzhou’s glossary names ten without bathing, its text counts bathing among them. Jiaozuo has six, rural Ganzhou four.',
    },
    consequence: { zh: '服务目录开放，可增减。', en: 'The catalogue of services is open.' },
    indicators: [],
  },
  {
    number: 9,
    matter: { zh: '服务清单要素', en: 'Elements of the basic service list' },
    plansSay: {
      zh: '国家、河北、甘南四项要素；赣州三项，没有支出责任；焦作另加供给方式并写明责任主体。',
      en: 'Nation, Hebei and Gannan: four elements. Ganzhou: three, without the payer. Jiaozuo adds how it is supplied and names who is responsible.',
    },
    consequence: { zh: '字段按地区选用。', en: 'Fields are optional by region.' },
    indicators: [],
  },
  {
    number: 10,
    matter: { zh: '区域（综合）养老服务中心', en: 'Regional and comprehensive centres' },
    plansSay: {
      zh: '国家：乡镇（街道）60%；河北：乡镇60%，街道各一；焦作：2022年每个街道一处；赣州：正文2021年底覆盖全部街道和城关镇，指标表2025年100%；甘南：正文街道100%、乡镇50%，指标表合计50%。',
      en: 'Nation: 60% of townships and subdistricts. Hebei: 60% of townships, one in each subdistrict. Jiaozuo: one per subdistrict by 2022. Ganzhou: all subdistricts and county seats by the end of 2021 in the text, 100% by 2025 in the table. Gannan: 100% of subdistricts and 50% of townships in the text, 50% of both together in the table.',
    },
    consequence: { zh: '街道与乡镇分别作分母。', en: 'Subdistricts and townships are separate denominators.' },
    indicators: ['N-T01', 'H-T20', 'H-T22', 'J-T01', 'G-B07', 'G-T02', 'A-B07', 'A-T01', 'A-T02'],
  },
  {
    number: 11,
    matter: { zh: '日间照料覆盖率的属性', en: 'Attribute of day-care coverage' },
    plansSay: {
      zh: '同为100%，河北列为约束性，赣州列为预期性。',
      en: 'Both 100%; binding in Hebei, anticipatory in Ganzhou.',
    },
    consequence: { zh: '属性按规划显示。', en: 'The attribute is shown plan by plan.' },
    indicators: ['H-B05', 'G-B05'],
  },
  {
    number: 12,
    matter: { zh: '县级敬老院', en: 'County tekun home' },
    plansSay: {
      zh: '河北约束性100%，赣州预期性100%（2020年已达），国家100%未印属性，焦作2022年每县至少一所。河北正文指“照护型”，指标表只称敬老院。',
      en: 'Binding 100% in Hebei, anticipatory 100% in Ganzhou (met in 2020), 100% without attribute in the nation, one per county by 2022 in Jiaozuo. Hebei’s text means a nursing-type home, its table any.',
    },
    consequence: { zh: '两种口径并列。', en: 'Both readings are kept.' },
    indicators: ['N-T02', 'H-B02', 'H-T05', 'J-T03', 'G-B01', 'A-T08'],
  },
  {
    number: 13,
    matter: { zh: '公办养老机构等级', en: 'Rating of public homes' },
    plansSay: {
      zh: '国家、赣州：乡镇级一至二级、县级二至三级各80%；河北：不低于一级、二级；甘南只列县级。“建有率”的分母是机构还是乡镇（县）未写明。',
      en: 'Nation and Ganzhou: 80% each of township homes at level 1–2 and county homes at level 2–3. Hebei: at least level 1 and 2. Gannan: county homes only. Whether homes or places are the denominator is not said.',
    },
    consequence: { zh: '计算口径可选。', en: 'The formula can be chosen.' },
    indicators: ['N-T03', 'N-T04', 'H-T06', 'H-T07', 'G-T05', 'G-T06', 'A-T10'],
  },
  {
    number: 14,
    matter: { zh: '公办养老机构入住率', en: 'Occupancy of public homes' },
    plansSay: {
      zh: '国家、河北“明显提升”；赣州乡镇级70%、全部70%左右；甘南60%（约束性），并把床位使用率与入住率混用。',
      en: 'Nation and Hebei: clearly rises. Ganzhou: 70% in townships, about 70% overall. Gannan: binding 60%, with two names for the same figure.',
    },
    consequence: { zh: '统一用一个口径计算。', en: 'One definition is used for all.' },
    indicators: ['N-T05', 'H-T08', 'G-B02', 'G-T07', 'A-B08'],
  },
  {
    number: 15,
    matter: { zh: '内设医疗机构的手续', en: 'Paperwork of internal clinics' },
    plansSay: {
      zh: '甘南：取消审批，仅备案；赣州：发放执业许可，事后检查。',
      en: 'Gannan: filing only. Ganzhou: a practice licence with inspection afterwards.',
    },
    consequence: { zh: '办理流程按地区设定。', en: 'The procedure is set by region.' },
    indicators: ['G-T18', 'A-T21'],
  },
  {
    number: 16,
    matter: { zh: '中期与总结评估', en: 'Mid-term and final evaluation' },
    plansSay: {
      zh: '河北、甘南定为2023、2025年；焦作两次但无年份；国家“适时”；赣州定期与专项结合。',
      en: 'Hebei and Gannan fix 2023 and 2025; Jiaozuo has both without years; the nation says in due time; Ganzhou regular and special ones.',
    },
    consequence: { zh: '时间表按规划设定。', en: 'The schedule is set plan by plan.' },
    indicators: ['H-T33', 'H-T34', 'A-T23', 'A-T24'],
  },
]
