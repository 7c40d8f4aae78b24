import { nation } from '@yinian/core/regions/code.ts'
import { type ReactNode, useEffect } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useTexts } from '../../language/language.ts'
import { useNarrow } from '../parts/use-narrow.ts'
import { useMe } from '../shell/me.tsx'
import { addressOfRegion } from './address.ts'
import { RegionFile } from './region-file.tsx'
import { RegionSearch } from './region-search.tsx'
import { RegionTree } from './region-tree.tsx'
import './regions.css'
import { texts } from './texts.ts'

/** 行政区划: the tree on the left, the chosen division on the right. The address names the division. */
export function RegionsPage(): ReactNode {
  const t = useTexts(texts)
  const { regions } = useMe()
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const narrow = useNarrow()
  const code = search.get('code') ?? regions[0]?.code ?? nation
  const go = (chosen: string) => void navigate(addressOfRegion(chosen))
  useFocusKept(code)
  return (
    <div className="regions">
      <section className="regions-side panel" aria-label={t.tree}>
        <RegionSearch go={go} />
        {/* A phone has no room for both: there one goes down through the list of divisions below. */}
        {!narrow && <RegionTree code={code} go={go} />}
      </section>
      <div className="regions-main">
        <RegionFile code={code} />
      </div>
    </div>
  )
}

/** The link that was pressed goes away with the list it stood in; the focus moves to the page then, not to nowhere. */
function useFocusKept(code: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: with every division shown, not with what the effect reads
  useEffect(() => {
    if (document.activeElement === document.body) document.getElementById('content')?.focus({ preventScroll: true })
  }, [code])
}
