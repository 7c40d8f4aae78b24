import type { Sex } from '../people/identity-document.ts'

/** Characters that given names of one time are made of. */
export interface DrawnPart {
  readonly first: readonly string[]
  readonly usual: readonly string[]
  readonly rarer: readonly string[]
  /** Share of names of one character. */
  readonly single: number
}

const list = (text: string): readonly string[] => [...text]

const men: readonly (readonly [until: number, part: DrawnPart])[] = [
  [
    1945,
    {
      first: list('传家世昌远声洪德福贤有荣南祥方诗显新宗承先上才金水火石观礼日'),
      usual: list('生发财贵祥林福昌明元才连仁标'),
      rarer: list('古长焕炳坤铨辉浩煌沐汉谟贻'),
      single: 0.02,
    },
  ],
  [
    1957,
    {
      first: list('建国志光春华庆荣家声世昌永新德福观石金水树仁运瑞先茂远传'),
      usual: list('生林明华发荣祥福平清辉贵才华'),
      rarer: list('长标权铭煌泉泰万材彬根'),
      single: 0.06,
    },
  ],
  [
    2100,
    {
      first: list('建志国文小晓春海伟军卫永立庆光华新荣明东红树世家声运地'),
      usual: list('华平明军生林辉东荣强文清斌'),
      rarer: list('勇民波江洪峰雄松阳良'),
      single: 0.14,
    },
  ],
]

const women: readonly (readonly [until: number, part: DrawnPart])[] = [
  [
    1945,
    {
      first: list('秀凤玉金桂莲香招来福兰春冬年月二满三大银细观石'),
      usual: list('秀英兰凤莲香妹娣招姣女娥'),
      rarer: list('娇桃菊风珍元连'),
      single: 0.01,
    },
  ],
  [
    1957,
    {
      first: list('秀凤玉金桂春兰香莲冬月招福来水年新美连观素瑞'),
      usual: list('英兰秀凤莲香招娣珍梅华芳'),
      rarer: list('妹娥姣娇桃菊云连琴'),
      single: 0.03,
    },
  ],
  [
    2100,
    {
      first: list('丽春小晓美秀玉红冬桂素艳海建瑞惠金雪凤水'),
      usual: list('华英兰芳萍珍梅香红琴娟凤'),
      rarer: list('玲娥霞燕云莲群敏招娣'),
      single: 0.09,
    },
  ],
]

/** Names that the events of a year gave to many. */
export const namesOfTheTime: readonly {
  readonly from: number
  readonly to: number
  readonly of: Sex
  readonly share: number
  readonly names: readonly string[]
}[] = [
  { from: 1949, to: 1950, of: 'male', share: 0.08, names: ['解放', '建国', '国庆', '和平', '新华', '建华'] },
  { from: 1951, to: 1953, of: 'male', share: 0.08, names: ['援朝', '抗美', '卫国', '土生', '建国', '和平'] },
  { from: 1954, to: 1957, of: 'male', share: 0.04, names: ['建社', '合作', '国强', '社生', '宪生'] },
  { from: 1958, to: 1960, of: 'male', share: 0.07, names: ['跃进', '红旗', '钢生', '卫星', '大跃'] },
  { from: 1958, to: 1960, of: 'female', share: 0.04, names: ['跃英', '红英', '跃华'] },
  { from: 1963, to: 1966, of: 'male', share: 0.06, names: ['学锋', '卫东', '卫红', '东方', '红卫', '向阳'] },
  { from: 1963, to: 1966, of: 'female', share: 0.05, names: ['卫红', '红梅', '向红', '红英', '东红'] },
]

export function givenNames(sex: Sex, birthYear: number): DrawnPart {
  const times = sex === 'male' ? men : women
  const found = times.find(([until]) => birthYear <= until) ?? times[times.length - 1]
  return (found as readonly [number, DrawnPart])[1]
}

export function secondOf(part: DrawnPart, position: number): readonly string[] {
  return position < 0.8 ? part.usual : part.rarer
}
