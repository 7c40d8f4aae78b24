import { type Client, decideClient, endClient, getClient } from '@yinian/core/exchange/client-api.ts'
import { clientBases, clientScopes } from '@yinian/core/exchange/scopes.ts'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { DayText, InstantText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { FilePage } from '../parts/file-page.tsx'
import { Facts, Panel } from '../parts/page-head.tsx'
import { useMay } from '../shell/me.tsx'
import { AgreementFile } from './agreement-file.tsx'
import { KeysPanel } from './keys-panel.tsx'
import { texts } from './texts.ts'
import { ClientChip, Purposes } from './words.tsx'

export function ClientPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getClient, { params: { county, id } })
  return <Answer of={asked}>{(client) => <ClientFile of={client} />}</Answer>
}

/** One application: what it may ask, its keys, and what it uses. */
function ClientFile({ of: one }: { of: Client }): ReactNode {
  const t = useTexts(texts)
  const { say, language } = useLanguage()
  const format = useFormat()
  return (
    <FilePage
      title={one.name}
      hint={one.organisation}
      chips={<ClientChip state={one.state} />}
      actions={<Actions of={one} />}
      facts={[
        [t.region, one.regionPath],
        [t.scopes, one.scopes.map((scope) => say(clientScopes[scope].name)).join(language === 'zh' ? '、' : ', ')],
        [t.requestsToday, format.number(one.requestsToday)],
        [t.refusedToday, format.number(one.refusedToday)],
        [t.lastUsed, <InstantText key="used" at={one.lastUsedAt} relative />],
      ]}
    >
      <KeysPanel of={one} />
      <Panel title={t.agreement}>
        <Facts
          of={[
            [t.contact, one.contact],
            [t.basis, say(clientBases[one.basis])],
            [t.basisNote, one.basisNote],
            [t.agreementNumber, one.agreementNumber],
            [t.agreementText, <AgreementFile key="file" subject="client" county={one.county} id={one.id} />],
            [t.validFrom, <DayText key="from" day={one.validFrom} />],
            [t.validUntil, <DayText key="until" day={one.validUntil} />],
            [t.purposes, <Purposes key="purposes" of={one.purposes} />],
            [t.limits, t.limitsOf({ minute: format.number(one.perMinute), day: format.number(one.perDay) })],
            [t.registeredBy, one.registeredBy],
            [t.decidedBy, one.decidedBy],
            [t.reason, one.reason],
          ]}
        />
      </Panel>
    </FilePage>
  )
}

function Actions({ of: { county, id, version, may } }: { of: Client }): ReactNode {
  const t = useTexts(texts)
  const params = { county, id }
  const connects = useMay('exchange:connect')
  const decide = useCommand(decideClient)
  const end = useCommand(endClient)
  const take = (move: 'approve' | 'refuse' | 'end', reason: string) =>
    decide.mutateAsync({ params, body: { move, reason, version } })
  return (
    <>
      {may.includes('approve') && (
        <ConfirmAction
          type="primary"
          label={t.approve}
          title={t.approve}
          explain={t.approveMeans}
          reason="optional"
          run={(reason) => take('approve', reason)}
        />
      )}
      {may.includes('refuse') && (
        <ConfirmAction
          label={t.refuse}
          title={t.refuse}
          explain={t.refuseMeans}
          reason="required"
          run={(reason) => take('refuse', reason)}
        />
      )}
      {may.includes('end') && (
        <ConfirmAction
          danger
          label={t.end}
          title={t.end}
          explain={t.endMeans}
          reason="required"
          run={(reason) => (connects ? end.mutateAsync({ params, body: { reason, version } }) : take('end', reason))}
        />
      )}
    </>
  )
}
