import type { Information } from '@yinian/core/assessments/instrument.ts'
import { getDocument, getRecord, voidRecord } from '@yinian/core/assessments/record-api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { asRefusal } from '../../../client/refusal.ts'
import { download } from '../../../client/transfer.ts'
import { DayText, InstantText } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { ConfirmAction } from '../../parts/confirm-action.tsx'
import { Facts, PageHead, Panel } from '../../parts/page-head.tsx'
import { May } from '../../shell/me.tsx'
import { usePageName } from '../../shell/page-name.tsx'
import '../assessments.css'
import { InformationView } from '../case/information-view.tsx'
import { WithInstrument } from '../use-instrument.tsx'
import { Notes } from './new-record-page.tsx'
import { texts } from './texts.ts'

type Record = ReplyOf<typeof getRecord>

export function RecordPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getRecord, { params: { county, id } })
  return <Answer of={asked}>{(record) => <RecordOf record={record} />}</Answer>
}

function RecordOf({ record }: { record: Record }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const voiding = useCommand(voidRecord)
  const { county, id, documentId } = record
  usePageName(say(record.instrumentName))
  const fetchDocument = () =>
    documentId !== null &&
    download(getDocument, { params: { county, id: documentId } }).catch(
      (error: unknown) => void message.error(say(asRefusal(error).reply.message)),
    )
  return (
    <>
      <PageHead
        title={say(record.instrumentName)}
        hint={<Link to={`/people/${record.elderId}`}>{record.elderName ?? t.toFile}</Link>}
        actions={
          record.voided === null &&
          record.kind !== 'recognised' && (
            <May do="assessments:confirm">
              <ConfirmAction
                label={t.voidIt}
                title={t.voidIt}
                explain={t.voidExplain}
                reason="required"
                danger
                run={(reason) => voiding.mutateAsync({ params: { county, id }, body: { reason } })}
              />
            </May>
          )
        }
      />
      <div className="stack">
        {record.voided !== null && <p className="note-box">{t.voided({ reason: record.voided })}</p>}
        <Notes
          of={{
            ...(record.notOfficial === null || record.kind === 'recognised' ? {} : { notOfficial: record.notOfficial }),
            unverified: record.kind === 'recognised' ? [] : record.unverified,
          }}
        />
        <Panel>
          <Facts
            of={[
              [t.level, record.levelName === null ? '' : say(record.levelName)],
              [t.total, record.total === null ? '' : String(record.total)],
              [t.assessedOn, <DayText key="on" day={record.assessedOn} />],
              [t.validUntil, record.validUntil === null ? '' : <DayText key="until" day={record.validUntil} />],
              [t.organisation, record.organisationName],
              [t.issuedIn, record.issuedIn],
              [t.paperNumber, record.paperNumber],
              [t.version, `${record.instrumentId} ${record.instrumentVersion}`],
              [
                t.recordedBy,
                <span key="by">
                  {record.recordedBy} · <InstantText at={record.recordedAt} />
                </span>,
              ],
              [
                t.document,
                documentId === null ? (
                  ''
                ) : (
                  <Button key="document" size="small" onClick={() => void fetchDocument()}>
                    {t.download}
                  </Button>
                ),
              ],
            ]}
          />
        </Panel>
        {record.advice.length > 0 && (
          <Panel title={t.advice}>
            <ul className="told">
              {record.advice.map(({ id: rule, text }) => (
                <li key={rule}>{say(text)}</li>
              ))}
            </ul>
            <p className="faded small">
              <Link to={`/instruments/${record.instrumentId}/${record.instrumentVersion}`}>
                {record.instrumentId} {record.instrumentVersion}
              </Link>
            </p>
          </Panel>
        )}
        {record.kind !== 'recognised' && <Content record={record} />}
      </div>
    </>
  )
}

function Content({ record }: { record: Record }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <Panel title={t.answers}>
      <WithInstrument id={record.instrumentId} version={record.instrumentVersion}>
        {(instrument) => (
          <>
            {instrument.indicators.length > 0 && (
              <table className="scored">
                <caption className="unseen">{t.answers}</caption>
                <tbody>
                  {instrument.indicators.flatMap(({ items }) =>
                    items.map((item) => (
                      <tr key={item.id}>
                        <th scope="row" className="faded">
                          {say(item.name)}
                        </th>
                        <td>
                          {say(
                            item.options.find(({ score }) => score === record.answers[item.id])?.text ?? {
                              zh: '—',
                              en: '—',
                            },
                          )}
                        </td>
                        <td className="number">{record.answers[item.id] ?? '—'}</td>
                      </tr>
                    )),
                  )}
                </tbody>
              </table>
            )}
            {instrument.forms.length > 0 && (
              <InformationView instrument={instrument} information={record.information as Information} />
            )}
          </>
        )}
      </WithInstrument>
    </Panel>
  )
}
