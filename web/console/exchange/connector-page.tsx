import {
  askConnector,
  type Connector,
  decideConnector,
  getConnector,
  stopConnector,
  tryConnector,
} from '@yinian/core/exchange/connector-api.ts'
import { connectorKinds, fields, transports } from '@yinian/core/exchange/kinds.ts'
import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { DayText, InstantText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { FilePage } from '../parts/file-page.tsx'
import { Facts, Panel } from '../parts/page-head.tsx'
import { useMay } from '../shell/me.tsx'
import { AgreementFile } from './agreement-file.tsx'
import { texts } from './texts.ts'
import { ConnectorChip, Fields, Purposes } from './words.tsx'

export function ConnectorPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getConnector, { params: { county, id } })
  return <Answer of={asked}>{(connector) => <ConnectorFile of={connector} />}</Answer>
}

/** What a connector is set to, whether it is on, and how it is doing. */
function ConnectorFile({ of: one }: { of: Connector }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  return (
    <FilePage
      title={one.name}
      hint={one.regionPath}
      chips={<ConnectorChip state={one.state} />}
      actions={<Actions of={one} />}
      facts={[
        [t.kind, say(connectorKinds[one.kind].name)],
        [t.department, one.department],
        [t.transport, say(transports[one.transport])],
        [t.requestsToday, format.number(one.requestsToday)],
        [t.failedToday, format.number(one.failedToday)],
        [t.lastUsed, <InstantText key="used" at={one.lastUsedAt} relative />],
      ]}
    >
      <div className="two">
        <Panel title={t.agreement}>
          <Facts
            of={[
              [t.basisNote, one.basisNote],
              [t.agreementNumber, one.agreementNumber],
              [t.agreementText, <AgreementFile key="file" subject="connector" county={one.county} id={one.id} />],
              [t.validFrom, <DayText key="from" day={one.validFrom} />],
              [t.validUntil, <DayText key="until" day={one.validUntil} />],
              [t.purposes, <Purposes key="purposes" of={one.purposes} />],
              [t.fields, <Fields key="fields" of={one.fields} />],
              [t.changedBy, one.changedBy],
              [t.decidedBy, one.decidedBy],
              [t.reason, one.reason],
            ]}
          />
        </Panel>
        <Panel title={t.mapping}>
          <Facts
            of={[
              [t.address, one.address],
              [t.credential, one.hasCredential ? `${one.credentialHeader}: ${t.credentialKept}` : null],
              [t.batchSize, one.transport === 'http' ? format.number(one.batchSize) : null],
              [t.limits, t.limitsOf({ minute: format.number(one.perMinute), day: format.number(one.perDay) })],
              [t.records, one.mapping.records],
              [t.numberName, one.mapping.number],
              ...one.fields.map((field): readonly [string, ReactNode] => [
                t.fieldName({ field: say(fields[field].name) }),
                one.mapping.fields[field] ?? '—',
              ]),
            ]}
          />
        </Panel>
      </div>
    </FilePage>
  )
}

function Actions({ of: { county, id, version, may } }: { of: Connector }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message, modal } = App.useApp()
  const params = { county, id }
  const connects = useMay('exchange:connect')
  const ask = useCommand(askConnector)
  const decide = useCommand(decideConnector)
  const stop = useCommand(stopConnector)
  const attempt = useCommand(tryConnector)
  const tried = async () => {
    const { ok, note, durationMs } = await attempt.mutateAsync({ params })
    const content = `${say(note)} · ${t.milliseconds({ ms: durationMs })}`
    if (ok) void message.success(content)
    else modal.warning({ title: t.try, content })
  }
  return (
    <>
      {may.includes('try') && <ConfirmAction label={t.try} title={t.try} explain={t.tryMeans} run={tried} />}
      {may.includes('change') && (
        <Link to={`/exchange/connectors/${county}/${id}/edit`}>
          <Button>{t.change}</Button>
        </Link>
      )}
      {may.includes('ask') && (
        <ConfirmAction
          type="primary"
          label={t.ask}
          title={t.ask}
          explain={t.asked}
          run={() => ask.mutateAsync({ params, body: { version } })}
          done={t.asked}
        />
      )}
      {may.includes('switch-on') && (
        <ConfirmAction
          type="primary"
          label={t.switchOn}
          title={t.switchOn}
          explain={t.switchOnMeans}
          reason="optional"
          run={(reason) => decide.mutateAsync({ params, body: { move: 'switch-on', reason, version } })}
        />
      )}
      {may.includes('switch-off') && (
        <ConfirmAction
          danger
          label={t.switchOff}
          title={t.switchOff}
          explain={t.switchOffMeans}
          reason="required"
          run={(reason) =>
            connects
              ? stop.mutateAsync({ params, body: { reason, version } })
              : decide.mutateAsync({ params, body: { move: 'switch-off', reason, version } })
          }
        />
      )}
    </>
  )
}
