import { describe, expect, test } from 'vitest'
import type { Level } from './code.ts'
import { displayName, pathOf, shortName } from './names.ts'

describe('the name people say', () => {
  test.each<[string, Level, string]>([
    ['赣州市', 'city', '赣州'],
    ['恩施土家族苗族自治州', 'city', '恩施'],
    ['伊犁哈萨克自治州', 'city', '伊犁'],
    ['内蒙古自治区', 'province', '内蒙古'],
    ['新疆维吾尔自治区', 'province', '新疆'],
    ['隆林各族自治县', 'county', '隆林'],
    ['鄂温克族自治旗', 'county', '鄂温克'],
    ['浦东新区', 'county', '浦东'],
    ['赤土畲族乡', 'town', '赤土'],
    ['解放街道', 'town', '解放'],
    ['黄金岭社区居民委员会', 'village', '黄金岭社区'],
    ['水口村委会', 'village', '水口村'],
    ['王权村村民委员会', 'village', '王权村'],
  ])('%s (%s) is %s', (name, level, short) => expect(shortName(name, level)).toBe(short))

  test.each<[string, Level]>([
    ['单县', 'county'],
    ['东区', 'county'],
    ['井陉矿区', 'county'],
    ['赣州经济技术开发区', 'county'],
    ['敦达乌苏嘎查', 'village'],
  ])('%s (%s) cannot be shortened', (name, level) => expect(shortName(name, level)).toBe(name))
})

test('committees are shown in their usual short form', () => {
  expect(displayName('东于社区居民委员会')).toBe('东于社区居委会')
  expect(displayName('水口村民委员会')).toBe('水口村委会')
  expect(displayName('横塘社区')).toBe('横塘社区')
})

test('a path leaves out rows that only hold a place in the code, and a name said twice', () => {
  expect(pathOf(['江西省', '赣州市', '章贡区'])).toBe('江西省 赣州市 章贡区')
  expect(pathOf(['北京市', '市辖区', '东城区'])).toBe('北京市 东城区')
  expect(pathOf(['湖北省', '省直辖县级行政区划', '仙桃市'])).toBe('湖北省 仙桃市')
  expect(pathOf(['甘肃省', '嘉峪关市', '嘉峪关市', '雄关街道'])).toBe('甘肃省 嘉峪关市 雄关街道')
})
