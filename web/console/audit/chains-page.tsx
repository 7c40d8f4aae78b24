import { DownloadOutlined } from '@ant-design/icons'
import { type AuditChain, downloadAuditHeads, listAuditChains, sealAuditEvents } from '@yinian/core/audit/api.ts'
import { shortHash } from '@yinian/core/audit/faults.ts'
import { App, Button } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { Link } from 'react-router'
import { useCommand } from '../../client/queries.ts'
import { asRefusal } from '../../client/refusal.ts'
import { download } from '../../client/transfer.ts'
import { InstantText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { addressOfRegion } from '../regions/address.ts'
import { texts } from './texts.ts'
import { VerifyButton } from './verify-button.tsx'

export function ChainsPage(): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const filters = useMemo<readonly Filter[]>(
    () => [
      { kind: 'region', name: 'region', label: t.place },
      { kind: 'choice', name: 'faulty', label: t.faulty, options: [{ value: 'true', label: t.faultyOnly }] },
    ],
    [t],
  )
  const columns: readonly Column<AuditChain>[] = [
    {
      name: 'place',
      title: t.place,
      show: ({ region, regionPath }) => <Link to={addressOfRegion(region)}>{regionPath}</Link>,
    },
    { name: 'events', title: t.events, align: 'right', show: ({ events }) => format.number(events) },
    { name: 'blocks', title: t.blocks, align: 'right', show: ({ blocks }) => format.number(blocks) },
    {
      name: 'head',
      title: t.head,
      show: ({ head, algorithm }) => <code title={`${algorithm} ${head}`}>{shortHash(head)}</code>,
    },
    { name: 'algorithm', title: t.algorithm, atFirst: 'hidden', show: ({ algorithm }) => algorithm },
    { name: 'sealedAt', title: t.sealedAt, show: ({ sealedAt }) => <InstantText at={sealedAt} /> },
    { name: 'lastCheck', title: t.lastCheck, show: ({ lastCheck }) => <LastCheck of={lastCheck} /> },
  ]
  return (
    <ListPage
      name="audit-chains"
      title={t.chains}
      hint={t.chainsHint}
      list={listAuditChains}
      filters={filters}
      columns={columns}
      keyOf={({ county }) => county}
      actions={
        <>
          <SealButton />
          <HeadsButton />
          <VerifyButton />
        </>
      }
      blank={{ title: t.noChains, hint: t.noChainsHint }}
    />
  )
}

function LastCheck({ of: check }: { of: AuditChain['lastCheck'] }): ReactNode {
  const t = useTexts(texts)
  if (check === null) return <StatusChip tone="neutral">{t.neverChecked}</StatusChip>
  return (
    <span className="row">
      <StatusChip tone={check.faults === 0 ? 'good' : 'bad'}>
        {check.faults === 0 ? t.sound : t.faultsFound({ count: check.faults })}
      </StatusChip>
      <InstantText at={check.at} />
    </span>
  )
}

function SealButton(): ReactNode {
  const t = useTexts(texts)
  const { message } = App.useApp()
  const seal = useCommand(sealAuditEvents, { refreshes: [listAuditChains] })
  return (
    <Button loading={seal.isPending} onClick={() => seal.mutate({}, { onSuccess: () => void message.info(t.sealing) })}>
      {t.sealNow}
    </Button>
  )
}

function HeadsButton(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const fetchHeads = async () => {
    try {
      await download(downloadAuditHeads, {})
    } catch (error) {
      void message.error(say(asRefusal(error).reply.message))
    }
  }
  return (
    <Button icon={<DownloadOutlined />} onClick={() => void fetchHeads()}>
      {t.downloadHeads}
    </Button>
  )
}
