import { nation } from '@yinian/core/regions/code.ts'
import { expect, test } from 'vitest'
import { touchesArea } from './address.ts'
import { type Below, treeNodes } from './tree-nodes.ts'

const words = { asked: 'loading', refused: 'failed' }
const jiangxi = { code: '360000000000', name: '江西省', children: 11 }
const ganzhou = { code: '360700000000', name: '赣州市', children: 18 }
const taiwan = { code: '710000000000', name: '台湾省', children: 0 }

test('the tree shows what has been opened and no more', () => {
  const below = new Map<string, Below>([
    [nation, [jiangxi, taiwan]],
    [jiangxi.code, [ganzhou]],
  ])
  expect(treeNodes(below, words)).toEqual([
    {
      key: jiangxi.code,
      title: '江西省',
      isLeaf: false,
      selectable: true,
      children: [{ key: ganzhou.code, title: '赣州市', isLeaf: false, selectable: true }],
    },
    { key: taiwan.code, title: '台湾省', isLeaf: true, selectable: true },
  ])
})

test.each(['asked', 'refused'] as const)('an opened division whose list is %s says so in one line', (state) => {
  const below = new Map<string, Below>([
    [nation, [jiangxi]],
    [jiangxi.code, state],
  ])
  expect(treeNodes(below, words)[0]?.children).toEqual([
    { key: `${jiangxi.code}:${state}`, title: words[state], isLeaf: true, selectable: false },
  ])
})

test('elders of a division are offered where it and one’s area overlap', () => {
  const zhanggong = '360702000000'
  expect(touchesArea(zhanggong, [ganzhou])).toBe(true)
  expect(touchesArea(jiangxi.code, [ganzhou])).toBe(true)
  expect(touchesArea(taiwan.code, [ganzhou])).toBe(false)
  expect(touchesArea(zhanggong, [])).toBe(false)
})
