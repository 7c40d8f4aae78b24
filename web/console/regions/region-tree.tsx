import { getRegion, listRegionChildren } from '@yinian/core/regions/api.ts'
import { nation, type RegionCode } from '@yinian/core/regions/code.ts'
import { Tree } from 'antd'
import { type ComponentRef, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { useEndpoint, useEndpoints } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { texts } from './texts.ts'
import { type Below, type TreeNode, treeNodes } from './tree-nodes.ts'

/** Every division, level by level as it is opened; only the lines in sight are drawn. */
export function RegionTree({ code, go }: { code: RegionCode; go: (code: RegionCode) => void }): ReactNode {
  const t = useTexts(texts)
  const chosen = useEndpoint(getRegion, { params: { code } })
  const [opened, setOpened] = useState<readonly RegionCode[]>([])
  const active = useRef<string | undefined>(undefined)
  const tree = useRef<ComponentRef<typeof Tree>>(null)
  const [box, height] = useHeight()

  const ancestors = chosen.data?.ancestors
  useEffect(() => {
    if (ancestors !== undefined) setOpened((all) => [...new Set([...all, ...ancestors.map((above) => above.code)])])
  }, [ancestors])

  const asked = [nation, ...opened]
  const answers = useEndpoints(
    listRegionChildren,
    asked.map((parent) => ({ params: { code: parent } })),
  )
  const below = new Map<RegionCode, Below>(
    asked.map((parent, index) => {
      const answer = answers[index]
      return [parent, answer?.data?.rows ?? (answer?.isError === true ? 'refused' : 'asked')]
    }),
  )
  const nodes = treeNodes(below, { asked: t.loading, refused: t.notLoaded })
  const parent = chosen.data?.parent ?? nation
  const inTree = Array.isArray(below.get(parent))
  useEffect(() => {
    // After the answer is drawn: the line has no place before.
    if (inTree && height > 0)
      requestAnimationFrame(() => tree.current?.scrollTo({ key: code, align: 'auto', offset: 96 }))
  }, [code, inTree, height])

  return (
    <div
      className="regions-tree"
      ref={box}
      onKeyDownCapture={(event) => {
        // Right and left open and close; Enter goes there, where the tree of the library would open once more.
        if (event.key !== 'Enter' || active.current === undefined || active.current.includes(':')) return
        event.preventDefault()
        event.stopPropagation()
        go(active.current)
      }}
    >
      {height > 0 && (
        <Tree<TreeNode>
          ref={tree}
          aria-label={t.tree}
          treeData={nodes}
          height={height}
          itemHeight={32}
          blockNode
          motion={false}
          expandedKeys={[...opened]}
          onExpand={(keys) => setOpened(keys.map(String))}
          selectedKeys={[code]}
          onActiveChange={(key) => {
            active.current = key === null ? undefined : String(key)
          }}
          onSelect={(_keys, { node }) => go(node.key)}
          titleRender={({ title }) => <span title={title}>{title}</span>}
        />
      )}
    </div>
  )
}

/** The height a box has been given, for the list inside that has to know it. */
function useHeight(): [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(0)
  useEffect(() => {
    if (box.current === null) return
    const observer = new ResizeObserver(([entry]) => setHeight(Math.floor(entry?.contentRect.height ?? 0)))
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  return [box, height]
}
