import { PrinterOutlined } from '@ant-design/icons'
import type { ElderFile } from '@yinian/core/people/api.ts'
import { type Consent, listConsents, printConsentForm } from '@yinian/core/privacy/consents-api.ts'
import {
  type ConsentedProcessing,
  consentGivers,
  consentManners,
  findConsentKind,
  givenToOnePerson,
  holdsOn,
  legalBases,
  processingKinds,
} from '@yinian/core/privacy/processing-kinds.ts'
import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { useEndpoint } from '../../client/queries.ts'
import { asRefusal } from '../../client/refusal.ts'
import { download } from '../../client/transfer.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { May, useMe } from '../shell/me.tsx'
import { RecordConsent, WithdrawConsent } from './consent-dialogs.tsx'
import { consentTexts } from './consent-texts.ts'

/** What the elder has agreed to, and what needs no consent. */
export function ConsentPanel({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(consentTexts)
  const consents = useEndpoint(listConsents, { params: { id: elder.id } })
  return (
    <Panel title={t.title}>
      <Answer of={consents} height={160}>
        {({ rows }) => (
          <ul className="consents">
            {Object.keys(processingKinds).map((id) => {
              const kind = findConsentKind(id)
              // given to one relative after another, and shown with their accounts
              if (kind === undefined || givenToOnePerson.includes(id)) return null
              const own = rows.filter((row) => row.kind === id)
              return <KindOfConsent key={id} elder={elder} id={id} kind={kind} consents={own} />
            })}
          </ul>
        )}
      </Answer>
      <StatutoryDuties />
    </Panel>
  )
}

function StatutoryDuties(): ReactNode {
  const t = useTexts(consentTexts)
  const { say } = useLanguage()
  return (
    <div className="note-box small">
      <p>{t.statutory}</p>
      <ul className="duties">
        {Object.entries(processingKinds).map(
          ([id, kind]) =>
            kind.basis === 'statutory-duty' && (
              <li key={id}>
                {say(kind.name)} <span className="faded">{say(kind.source)}</span>
              </li>
            ),
        )}
      </ul>
    </div>
  )
}

interface KindProps {
  readonly elder: ElderFile
  readonly id: string
  readonly kind: ConsentedProcessing
  readonly consents: readonly Consent[]
}

function KindOfConsent({ elder, id, kind, consents }: KindProps): ReactNode {
  const t = useTexts(consentTexts)
  const { say } = useLanguage()
  const { today } = useMe()
  const present = consents.find((one) => holdsOn(one, today))
  const earlier = consents.filter((one) => one !== present)
  return (
    <li>
      <div className="row consent-head">
        <strong>{say(kind.name)}</strong>
        <StateOfConsent present={present} earlier={earlier} />
      </div>
      <p className="small">{present === undefined ? say(kind.what) : <Given consent={present} />}</p>
      <details className="earlier small">
        <summary>{t.why}</summary>
        <p>{say(kind.what)}</p>
        <p>
          {t.fields}
          {say({ zh: '：', en: ': ' })}
          {say(kind.fields)}
        </p>
        <p>
          {t.basis}
          {say({ zh: '：', en: ': ' })}
          {say(legalBases[kind.basis])} · {say(kind.source)}
        </p>
        {present !== undefined && (
          <>
            <p className="faded">{t.wordsAgreed({ version: present.wording.version })}</p>
            <blockquote>{say(present.wording.text)}</blockquote>
          </>
        )}
        {earlier.length > 0 && (
          <>
            <p className="faded">{t.earlier({ count: earlier.length })}</p>
            <ul>
              {earlier.map((one) => (
                <li key={one.id}>
                  <Given consent={one} />
                </li>
              ))}
            </ul>
          </>
        )}
      </details>
      <div className="row no-print">
        {elder.state === 'active' && (
          <May do="people:write">
            {present === undefined ? (
              <RecordConsent elderId={elder.id} id={id} kind={kind} />
            ) : (
              <WithdrawConsent elderId={elder.id} kind={kind} consent={present} />
            )}
          </May>
        )}
        <PrintForm elderId={elder.id} id={id} />
      </div>
    </li>
  )
}

function StateOfConsent(props: { present: Consent | undefined; earlier: readonly Consent[] }): ReactNode {
  const t = useTexts(consentTexts)
  if (props.present !== undefined) return <StatusChip tone="good">{t.held}</StatusChip>
  if (props.earlier.length > 0) return <StatusChip tone="ended">{t.withdrawnChip}</StatusChip>
  return <StatusChip>{t.none}</StatusChip>
}

function Given({ consent }: { consent: Consent }): ReactNode {
  const t = useTexts(consentTexts)
  const { say } = useLanguage()
  const format = useFormat()
  const giver = [say(consentGivers[consent.givenBy]), consent.giverName].filter(Boolean).join(' ')
  return (
    <>
      {[
        t.givenOn({ day: format.day(consent.givenOn), giver, manner: say(consentManners[consent.manner]) }),
        consent.fileNumber && t.file({ number: consent.fileNumber }),
        consent.withdrawnOn !== null && t.withdrawnOn({ day: format.day(consent.withdrawnOn) }),
        consent.withdrawalReason,
      ]
        .filter(Boolean)
        .join(' · ')}
    </>
  )
}

function PrintForm({ elderId, id }: { elderId: string; id: string }): ReactNode {
  const t = useTexts(consentTexts)
  const { language, say } = useLanguage()
  const { message } = App.useApp()
  const print = () =>
    download(printConsentForm, { params: { id: elderId }, query: { kind: id, language } }).catch((error: unknown) =>
      message.error(say(asRefusal(error).reply.message)),
    )
  return (
    <Button size="small" type="text" icon={<PrinterOutlined />} onClick={() => void print()}>
      {t.print}
    </Button>
  )
}
