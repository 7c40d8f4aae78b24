import {
  answerStatement,
  approveStatement,
  getStatement,
  redraftStatement,
  statementFile,
} from '@yinian/core/assessments/fee-api.ts'
import { deductionReasons } from '@yinian/core/assessments/fees.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { formatYuan } from '@yinian/core/ledger/money.ts'
import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { asRefusal } from '../../../client/refusal.ts'
import { download } from '../../../client/transfer.ts'
import { DayText, Money, useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { ConfirmAction } from '../../parts/confirm-action.tsx'
import { Facts, PageHead, Panel } from '../../parts/page-head.tsx'
import { useMay } from '../../shell/me.tsx'
import { usePageName } from '../../shell/page-name.tsx'
import '../assessments.css'
import { StatementChip } from './statements-page.tsx'
import { texts } from './texts.ts'

type Statement = ReplyOf<typeof getStatement>

export function StatementPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getStatement, { params: { county, id } })
  return <Answer of={asked}>{(statement) => <StatementOf statement={statement} />}</Answer>
}

function StatementOf({ statement }: { statement: Statement }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  usePageName(`${statement.organisationName} ${statement.month}`)
  return (
    <>
      <PageHead
        title={statement.organisationName}
        hint={`${t.statement} · ${format.month(statement.month)}`}
        chips={<StatementChip state={statement.state} />}
        actions={<Actions statement={statement} />}
      />
      <div className="stack">
        <Panel>
          <Facts
            of={[
              [t.due, <Money key="due" fen={statement.dueFen} large />],
              [t.draftedBy, statement.draftedBy],
              [t.answeredBy, statement.answeredBy],
              [t.approvedBy, statement.approvedBy],
              [t.objection, statement.objection],
            ]}
          />
        </Panel>
        <Panel>
          <Lines statement={statement} />
        </Panel>
      </div>
    </>
  )
}

function Lines({ statement }: { statement: Statement }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const toCase = useMay('assessments:read')
  return (
    <div className="twin workload">
      <table>
        <thead>
          <tr>
            <th scope="col">{t.number}</th>
            <th scope="col">{t.confirmedOn}</th>
            <th scope="col">{t.fee}</th>
            <th scope="col">{t.deduction}</th>
            <th scope="col">{t.due}</th>
            <th scope="col">{t.because}</th>
          </tr>
        </thead>
        <tbody>
          {statement.rows.map((row) => (
            <tr key={row.assessmentId}>
              <th scope="row">
                {toCase ? (
                  <Link to={`/assessments/${statement.county}/${row.assessmentId}`}>{row.number}</Link>
                ) : (
                  row.number
                )}
              </th>
              <td>
                <DayText day={row.confirmedOn} />
              </td>
              <td>
                <Money fen={row.feeFen} />
              </td>
              <td>
                <Money fen={row.deductionFen} />
              </td>
              <td>
                <Money fen={row.feeFen - row.deductionFen} />
              </td>
              <td>{say(deductionReasons[row.because])}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.sum}</th>
            <td />
            <td>
              <Money fen={statement.feeFen} />
            </td>
            <td>
              <Money fen={statement.deductionFen} />
            </td>
            <td>
              <Money fen={statement.dueFen} />
            </td>
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function Actions({ statement }: { statement: Statement }): ReactNode {
  const t = useTexts(texts)
  const { say, language } = useLanguage()
  const { message } = App.useApp()
  const answer = useCommand(answerStatement)
  const redraft = useCommand(redraftStatement)
  const approve = useCommand(approveStatement)
  const { county, id, version, possible } = statement
  const params = { county, id }
  const fetchFile = (format: 'pdf' | 'xlsx') =>
    download(statementFile, { params, query: { format, language } }).catch(
      (error: unknown) => void message.error(say(asRefusal(error).reply.message)),
    )
  return (
    <>
      <Button onClick={() => void fetchFile('pdf')}>{t.pdf}</Button>
      <Button onClick={() => void fetchFile('xlsx')}>{t.xlsx}</Button>
      {possible.includes('object') && (
        <ConfirmAction
          label={t.object}
          title={t.object}
          explain={t.objectMeans}
          reason="required"
          run={(reason) => answer.mutateAsync({ params, body: { answer: 'object', reason, version } })}
        />
      )}
      {possible.includes('accept') && (
        <ConfirmAction
          label={t.accept}
          title={t.accept}
          explain={t.acceptMeans}
          type="primary"
          run={() => answer.mutateAsync({ params, body: { answer: 'accept', version } })}
        />
      )}
      {possible.includes('redraft') && (
        <ConfirmAction
          label={t.redraft}
          title={t.redraft}
          explain={t.redraftMeans}
          reason="required"
          type="primary"
          run={(reason) => redraft.mutateAsync({ params, body: { reason, version } })}
        />
      )}
      {possible.includes('approve') && (
        <ConfirmAction
          label={t.approve}
          title={t.approve}
          explain={t.approveMeans({ due: formatYuan(statement.dueFen) })}
          type="primary"
          run={() => approve.mutateAsync({ params, body: { version } })}
        />
      )}
    </>
  )
}
