import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import {
  destroyDataKey,
  getDataKey,
  type KeyVersion,
  listDataKeys,
  rotateDataKey,
} from '@yinian/core/privacy/keys-api.ts'
import { App } from 'antd'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { InstantText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { FilePage } from '../parts/file-page.tsx'
import type { Column } from '../parts/list/column.ts'
import { Panel } from '../parts/page-head.tsx'
import { ProgressPanel } from '../parts/progress-panel.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { PanelRows } from './panel-rows.tsx'
import { algorithmNames, texts } from './texts.ts'

type Key = ReplyOf<typeof getDataKey>

export function KeyPage(): ReactNode {
  const { county = '' } = useParams()
  const asked = useEndpoint(getDataKey, { params: { county } })
  const going = asked.data?.rotation?.state === 'resealing'
  // The same question asked again while the values are being sealed anew; it ends with the rotation.
  useEndpoint(getDataKey, { params: { county } }, { every: going ? 1500 : false })
  return <Answer of={asked}>{(key) => <KeyFile of={key} />}</Answer>
}

function KeyFile({ of: key }: { of: Key }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const name = key.regionPath || t.ofNobody
  return (
    <FilePage
      title={name}
      hint={t.keysHint}
      chips={<StatusChip tone="plain">{say(algorithmNames[key.algorithm])}</StatusChip>}
      facts={[
        [t.currentVersion, t.versionNumber({ version: key.version })],
        [t.madeAt, <InstantText key="made" at={key.madeAt} />],
        [t.older, key.olderKept],
      ]}
      actions={<Rotate of={key} name={name} />}
    >
      {key.rotation !== null && <Rotating of={key} />}
      <Versions of={key} />
    </FilePage>
  )
}

function Rotate({ of: key, name }: { of: Key; name: string }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const { message } = App.useApp()
  const rotate = useCommand(rotateDataKey, { refreshes: [getDataKey, listDataKeys] })
  const values = key.versions.reduce((sum, version) => sum + version.values, 0)
  return (
    <ConfirmAction
      label={t.rotate}
      title={t.rotateTitle({ county: name })}
      explain={t.rotateMeans({ values: format.number(values) })}
      reason="required"
      type="primary"
      disabled={key.rotation?.state === 'resealing'}
      run={async (reason) => {
        const { toVersion } = await rotate.mutateAsync({ params: { county: key.county }, body: { reason } })
        void message.success(t.rotationBegan({ version: toVersion }))
      }}
    />
  )
}

function Rotating({ of: { rotation } }: { of: Key }): ReactNode {
  const t = useTexts(texts)
  if (rotation === null) return null
  const going = rotation.state === 'resealing'
  return (
    <ProgressPanel
      title={t.rotatingTo({ version: rotation.toVersion })}
      state={going ? 'running' : 'done'}
      done={rotation.done}
      total={rotation.total}
      startedAt={rotation.requestedAt}
    >
      <p className="faded small">{t.requestedBy({ name: rotation.requestedBy })}</p>
      {going && rotation.done >= rotation.total && <p className="small">{t.waitsForOthers}</p>}
    </ProgressPanel>
  )
}

function Versions({ of: key }: { of: Key }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const columns: readonly Column<KeyVersion>[] = [
    { name: 'version', title: t.version, show: ({ version }) => t.versionNumber({ version }) },
    { name: 'algorithm', title: t.algorithm, show: (one) => say(algorithmNames[one.algorithm]) },
    { name: 'madeAt', title: t.madeAt, show: (one) => <InstantText at={one.madeAt} /> },
    { name: 'state', title: t.state, show: (one) => <VersionState of={one} current={one.version === key.version} /> },
    {
      name: 'values',
      title: t.values,
      align: 'right',
      show: (one) => <span className="figure">{format.number(one.values)}</span>,
    },
    ...(key.versions.some(mayGo)
      ? [{ name: 'destroy', title: '', show: (one: KeyVersion) => <Destroy county={key.county} of={one} /> }]
      : []),
  ]
  return (
    <Panel title={t.versions}>
      <PanelRows rows={key.versions} columns={columns} keyOf={({ version }) => String(version)} />
    </Panel>
  )
}

/** Only what is retired and seals nothing may be destroyed. */
const mayGo = ({ state, values }: KeyVersion): boolean => state === 'retired' && values === 0

function VersionState({ of: one, current }: { of: KeyVersion; current: boolean }): ReactNode {
  const t = useTexts(texts)
  const tone = current ? 'good' : one.state === 'active' ? 'waiting' : 'ended'
  const at = one.destroyedAt ?? one.retiredAt
  return (
    <>
      <StatusChip tone={tone}>{one.state === 'active' && !current ? t.retiring : t[one.state]}</StatusChip>{' '}
      {at !== null && (
        <span className="faded small">
          <InstantText at={at} />
        </span>
      )}
    </>
  )
}

function Destroy({ county, of: one }: { county: string; of: KeyVersion }): ReactNode {
  const t = useTexts(texts)
  const destroy = useCommand(destroyDataKey, { refreshes: [getDataKey, listDataKeys] })
  if (!mayGo(one)) return null
  const version = one.version
  return (
    <ConfirmAction
      label={t.destroy}
      title={t.destroyTitle({ version })}
      explain={t.destroyMeans}
      reason="required"
      danger
      size="small"
      run={(reason) => destroy.mutateAsync({ params: { county, version: String(version) }, body: { reason } })}
      done={t.destroyedDone({ version })}
    />
  )
}
