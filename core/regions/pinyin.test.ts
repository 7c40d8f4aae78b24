import { describe, expect, test } from 'vitest'
import { romanise } from './pinyin.ts'

describe('a place name in pinyin', () => {
  test.each([
    ['章贡区', 'zhanggongqu', 'zgq'],
    ['重庆市', 'chongqingshi', 'cqs'],
    ['长沙市', 'changshashi', 'css'],
    ['于都县', 'yuduxian', 'ydx'],
    ['黄陂区', 'huangpiqu', 'hpq'],
    ['六安市', 'luanshi', 'las'],
    ['六合区', 'luhequ', 'lhq'],
    ['吕梁市', 'lvliangshi', 'lls'],
    ['幸福ｅ家社区', 'xingfuejiashequ', 'xfejsq'],
    ['名居花园（万科）', 'mingjuhuayuanwanke', 'mjhywk'],
  ])('%s is typed %s or %s', (name, pinyin, initials) => expect(romanise(name)).toEqual({ pinyin, initials }))
})
