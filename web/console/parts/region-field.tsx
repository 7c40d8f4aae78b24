import { useQueryClient } from '@tanstack/react-query'
import { getRegion, listRegionChildren, searchRegions } from '@yinian/core/regions/api.ts'
import { type Level, levels, nation, type RegionCode } from '@yinian/core/regions/code.ts'
import { TreeSelect, type TreeSelectProps } from 'antd'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { call } from '../../client/call.ts'
import { keyOf, useEndpoint } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { useMe } from '../shell/me.tsx'
import { texts } from './texts.ts'

interface RegionFieldProps {
  readonly id?: string
  readonly value?: RegionCode | null | undefined
  readonly onChange?: (code: RegionCode | undefined) => void
  /** The levels that may be chosen; all when not given. */
  readonly levels?: readonly Level[]
  readonly placeholder?: string
  /** Where no label stands beside it. */
  readonly 'aria-label'?: string
}

interface Node {
  readonly id: RegionCode
  readonly pId: RegionCode | 0
  readonly value: RegionCode
  readonly title: ReactNode
  readonly label: string
  readonly isLeaf: boolean
  readonly selectable: boolean
}

interface Chosen {
  readonly value: RegionCode
  readonly label: ReactNode
}

const pause = 250

/** A division: opened level by level from the regions one is responsible for, or found by name, pinyin or code. */
export function RegionField(props: RegionFieldProps): ReactNode {
  const t = useTexts(texts)
  const [words, setWords] = useState('')
  const allowed = props.levels ?? levels
  const tree = useRegionTree(allowed)
  const found = useFoundRegions(words, allowed)
  const chosen = useEndpoint(
    getRegion,
    { params: { code: props.value || nation } },
    { enabled: props.value != null && props.value !== '' },
  )
  const searching = words.trim() !== ''
  return (
    <TreeSelect<Chosen | null, Node>
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.id === undefined ? { 'aria-label': props['aria-label'] ?? t.region } : {})}
      allowClear
      labelInValue
      treeDataSimpleMode
      style={{ width: '100%' }}
      placeholder={props.placeholder ?? t.regionPick}
      value={props.value == null || props.value === '' ? null : { value: props.value, label: chosen.data?.name ?? '…' }}
      onChange={(picked) => props.onChange?.(picked?.value)}
      treeData={[...(searching ? found.nodes : tree.nodes)]}
      treeNodeLabelProp="label"
      {...(searching ? {} : { loadData: tree.load })}
      showSearch={{ searchValue: words, onSearch: setWords, filterTreeNode: false }}
      notFoundContent={found.isPending || !searching ? t.loading : t.regionNone}
      popupMatchSelectWidth={false}
      styles={{ popup: { root: { minWidth: 300, maxWidth: 'min(480px, 94vw)' } } }}
      listHeight={320}
    />
  )
}

/** The tree as far as it has been opened. */
function useRegionTree(allowed: readonly Level[]): {
  nodes: readonly Node[]
  load: NonNullable<TreeSelectProps<Node>['loadData']>
} {
  const queries = useQueryClient()
  const { regions } = useMe()
  const first = useEndpoint(listRegionChildren, { params: { code: nation } }, { enabled: regions.length === 0 })
  const [below, setBelow] = useState<readonly Node[]>([])
  const roots = useMemo<readonly Node[]>(
    () =>
      regions.length > 0
        ? regions.map(({ code, name }) => node(code, name, 0, false, true))
        : (first.data?.rows ?? []).map((region) =>
            node(region.code, region.name, 0, region.children === 0, allowed.includes(region.level)),
          ),
    [regions, first.data, allowed],
  )
  return {
    nodes: [...roots, ...below],
    load: async ({ value }) => {
      const input = { params: { code: String(value) } }
      const reply = await queries.fetchQuery({
        queryKey: keyOf(listRegionChildren, input),
        queryFn: () => call(listRegionChildren, input),
      })
      const nodes = reply.rows.map((region) =>
        node(region.code, region.name, String(value), region.children === 0, allowed.includes(region.level)),
      )
      setBelow((known) => [...known.filter(({ pId }) => pId !== value), ...nodes])
    },
  }
}

function node(code: RegionCode, name: string, above: RegionCode | 0, isLeaf: boolean, selectable: boolean): Node {
  return { id: code, pId: above, value: code, title: name, label: name, isLeaf, selectable }
}

function useFoundRegions(words: string, allowed: readonly Level[]): { nodes: readonly Node[]; isPending: boolean } {
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words.trim()), pause)
    return () => clearTimeout(timer)
  }, [words])
  const found = useEndpoint(
    searchRegions,
    { query: { q: settled || '-', limit: 30 } },
    { enabled: settled !== '', keepLast: true },
  )
  const nodes = (found.data?.rows ?? []).map(
    (region): Node => ({
      ...node(region.code, region.name, 0, true, allowed.includes(region.level)),
      title: (
        <span>
          {region.name} <span className="faded small">{region.path.split(' ').slice(0, -1).join(' ')}</span>
        </span>
      ),
    }),
  )
  return { nodes, isPending: found.isPending }
}
