import { type CountyKey, type KeyRotation, listDataKeys } from '@yinian/core/privacy/keys-api.ts'
import { type ReactNode, useMemo } from 'react'
import { InstantText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { algorithmNames, texts } from './texts.ts'

export function KeysPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const filters = useMemo<readonly Filter[]>(() => [{ kind: 'region', name: 'region', label: t.county }], [t])
  const columns: readonly Column<CountyKey>[] = [
    { name: 'county', title: t.county, show: (key) => key.regionPath || t.ofNobody },
    { name: 'version', title: t.currentVersion, show: ({ version }) => t.versionNumber({ version }) },
    { name: 'algorithm', title: t.algorithm, show: (key) => say(algorithmNames[key.algorithm]) },
    { name: 'madeAt', title: t.madeAt, show: (key) => <InstantText at={key.madeAt} /> },
    { name: 'rotation', title: t.rotation, show: (key) => <RotationChip rotation={key.rotation} /> },
    { name: 'older', title: t.older, align: 'right', show: (key) => key.olderKept },
  ]
  return (
    <ListPage
      name="data-keys"
      title={t.keys}
      hint={t.keysHint}
      list={listDataKeys}
      filters={filters}
      columns={columns}
      keyOf={(key) => key.county}
      linkOf={(key) => `/data-keys/${key.county}`}
      blank={{ title: t.noKeys, hint: t.noKeysHint }}
    />
  )
}

function RotationChip({ rotation }: { rotation: KeyRotation | null }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  if (rotation === null) return <span className="faded">{t.neverRotated}</span>
  if (rotation.state === 'done')
    return (
      <>
        <StatusChip tone="good">{t.rotationDone}</StatusChip> <InstantText at={rotation.finishedAt} relative />
      </>
    )
  const share = rotation.total === 0 ? 1 : rotation.done / rotation.total
  return <StatusChip tone="waiting">{t.rotationRunning({ share: format.share(share) })}</StatusChip>
}
