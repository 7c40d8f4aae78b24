import { decideProposals, getProposal, type Proposal } from '@yinian/core/surveys/results-api.ts'
import { Form } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { Facts, PageHead, Panel } from '../parts/page-head.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { refusalOfRow } from './row-refusal.ts'
import { texts } from './texts.ts'

interface Decision {
  readonly decision: 'accept' | 'reject'
  readonly reason: string
  readonly toRegion?: string
  readonly sameAs?: string
}

/** One proposal with all that is said in it, and whose files it may concern. */
export function ProposalPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { county = '', id = '' } = useParams()
  const navigate = useNavigate()
  const [toRegion, setToRegion] = useState<string>()
  const command = useCommand(decideProposals)
  const asked = useEndpoint(getProposal, { params: { county, id } })
  const decide = async (decision: Decision) => {
    const { rows } = await command.mutateAsync({ body: { proposals: [{ county, id }], ...decision } })
    const refused = refusalOfRow(rows[0])
    if (refused) throw refused
    void navigate('/surveys/proposals?state=proposed')
  }
  return (
    <Answer of={asked}>
      {({ proposal, words, candidates }) => (
        <>
          <PageHead
            title={`${proposal.elderName} · ${say(proposal.about)}`}
            hint={proposal.regionPath}
            chips={<StatusChip>{t[proposal.state]}</StatusChip>}
            actions={
              proposal.state === 'proposed' && (
                <>
                  <ConfirmAction
                    label={t.reject}
                    title={t.reject}
                    explain={t.rejectExplain}
                    reason="optional"
                    run={(reason) => decide({ decision: 'reject', reason })}
                  />
                  <ConfirmAction
                    type="primary"
                    label={proposal.kind === 'register' ? t.another : t.accept}
                    title={t.accept}
                    explain={t.acceptExplain}
                    reason={proposal.kind === 'register' ? 'required' : 'optional'}
                    disabled={proposal.kind === 'move' && toRegion === undefined}
                    run={(reason) => decide({ decision: 'accept', reason, ...(toRegion ? { toRegion } : {}) })}
                  />
                </>
              )
            }
          />
          <Panel>
            <Facts
              of={[
                [t.present, say(proposal.present)],
                [t.wanted, words.length === 0 ? say(proposal.wanted) : ''],
                ...words.map(({ label, text }) => [say(label), text] as const),
                [t.proposedBy, proposal.proposedBy],
                [t.decided, proposal.decidedBy],
                [t.reason, proposal.reason],
              ]}
            />
            <p>
              <Link to={`/surveys/respondents/${proposal.county}/${proposal.respondentId}`}>{t.openAnswers}</Link>
            </p>
            {proposal.kind === 'move' && proposal.state === 'proposed' && (
              <Form layout="vertical">
                <Form.Item label={t.whereTo} htmlFor="survey-to-region">
                  <RegionField
                    id="survey-to-region"
                    value={toRegion}
                    onChange={setToRegion}
                    levels={['village', 'town', 'county']}
                  />
                </Form.Item>
              </Form>
            )}
          </Panel>
          {candidates.length > 0 && (
            <Candidates
              proposal={proposal}
              candidates={candidates}
              same={(sameAs) => decide({ decision: 'reject', reason: t.sameAs, sameAs })}
            />
          )}
        </>
      )}
    </Answer>
  )
}

type Found = {
  readonly countyName: string
  readonly elder: {
    readonly id: string
    readonly name: string
    readonly birth: string
    readonly documentNumber: string
    readonly regionPath: string
  } | null
}

function Candidates({
  proposal,
  candidates,
  same,
}: {
  proposal: Proposal
  candidates: readonly Found[]
  same: (id: string) => Promise<unknown>
}): ReactNode {
  const t = useTexts(texts)
  return (
    <Panel title={t.candidates}>
      <ul className="looks">
        {candidates.map(({ elder, countyName }) =>
          elder === null ? (
            <li key={countyName}>
              {t.fileElsewhere} · {countyName}
            </li>
          ) : (
            <li key={elder.id}>
              <Link to={`/people/${elder.id}`}>{elder.name}</Link>
              <span>
                {elder.birth} · {elder.documentNumber} · {elder.regionPath}
              </span>
              <ConfirmAction
                size="small"
                label={t.sameAs}
                title={`${proposal.elderName} · ${t.sameAs}`}
                explain={elder.regionPath}
                run={() => same(elder.id)}
              />
            </li>
          ),
        )}
      </ul>
    </Panel>
  )
}
