import type { Level } from './code.ts'

const peoples =
  '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各'
const autonomous = new RegExp(
  `^(.{2,}?)(?:(?:${peoples})族|蒙古|维吾尔|哈萨克|柯尔克孜|锡伯|塔吉克)+(?:自治[区州县旗]|民族乡|乡)$`,
)

const endings: Record<Level, RegExp> = {
  nation: /$/,
  province: /(特别行政区|自治区|省|市)$/,
  city: /(族?自治州|地区|盟|市)$/,
  county:
    /(族?自治县|族?自治旗|特区|林区|新区|市|县|旗|(?<!开发|管理|示范|合作|试验|实验|产业|旅游|保税|工业|农业|园|矿)区)$/,
  town: /(街道办事处|街道|民族乡|乡|镇)$/,
  village: /(居民委员会|居委会|(?<=村)村民委员会|(?<=村)村委会|(?<=村)民委员会|(?<=村)委会)$/,
}

/** The name people say: 赣州市 → 赣州, 恩施土家族苗族自治州 → 恩施, 黄金岭社区居委会 → 黄金岭社区, 水口村委会 → 水口村. One character never stands alone: 单县, 东区. */
export function shortName(name: string, level: Level): string {
  const place = level === 'village' ? undefined : autonomous.exec(name)?.[1]
  const short = place ?? name.replace(endings[level], '')
  return short.length >= 2 ? short : name
}

/** The official name with its committee in the usual short form: 居民委员会 → 居委会, 村民委员会 → 村委会. */
export function displayName(name: string): string {
  return name.replace(/居民委员会$/, '居委会').replace(/村民委员会$/, '村委会')
}

/** Names of city-level rows that only hold a place in the code and that nobody says: 北京市 市辖区 东城区. */
const placeholders = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'])

/** `江西省 赣州市 章贡区` from the names of a division's ancestors and its own, province first. */
export function pathOf(names: readonly string[]): string {
  return names
    .filter((name, index) => !placeholders.has(name) && name !== names[index - 1])
    .map(displayName)
    .join(' ')
}
