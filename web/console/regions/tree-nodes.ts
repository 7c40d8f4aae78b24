import { nation, type RegionCode } from '@yinian/core/regions/code.ts'

interface Known {
  readonly code: RegionCode
  readonly name: string
  readonly children: number
}

/** What is known of the divisions below one: themselves, that they are on their way, or that they could not be read. */
export type Below = readonly Known[] | 'asked' | 'refused'

export interface TreeNode {
  readonly key: string
  readonly title: string
  readonly isLeaf: boolean
  readonly selectable: boolean
  readonly children?: TreeNode[]
}

/** The opened part of the tree, from the provinces down. */
export function treeNodes(
  below: ReadonlyMap<RegionCode, Below>,
  words: { readonly asked: string; readonly refused: string },
  parent: RegionCode = nation,
): TreeNode[] {
  const known = below.get(parent)
  if (known === undefined) return []
  if (typeof known === 'string')
    return [{ key: `${parent}:${known}`, title: words[known], isLeaf: true, selectable: false }]
  return known.map(({ code, name, children }) => ({
    key: code,
    title: name,
    isLeaf: children === 0,
    selectable: true,
    ...(below.has(code) ? { children: treeNodes(below, words, code) } : {}),
  }))
}
