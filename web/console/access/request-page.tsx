import type { Grant } from '@yinian/core/access/api.ts'
import { decideGrantRequest, type GrantRequest, getGrantRequest, type Widening } from '@yinian/core/access/grant-api.ts'
import { App } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { Facts, PageHead, Panel } from '../parts/page-head.tsx'
import { texts as parts } from '../parts/texts.ts'
import { WorkPage } from '../parts/work-page.tsx'
import { useMe } from '../shell/me.tsx'
import { usePageName } from '../shell/page-name.tsx'
import { RequestState } from './request-chips.tsx'
import { requestTexts } from './request-texts.ts'
import { WideningFacts } from './widening-facts.tsx'

export function RequestPage(): ReactNode {
  const { id = '' } = useParams()
  const weighed = useEndpoint(getGrantRequest, { params: { id } })
  return <Answer of={weighed}>{(found) => <RequestWork {...found} />}</Answer>
}

interface Weighed {
  readonly request: GrantRequest
  readonly widening: Widening
  readonly held: readonly Grant[]
}

/** What is asked for on the left, what it would add on the right; approved or refused here. */
function RequestWork({ request, widening, held }: Weighed): ReactNode {
  const t = useTexts(requestTexts)
  const words = useTexts(parts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const decide = useCommand(decideGrantRequest)
  const { id, version, account, events } = request
  const role = say(request.role.name)
  const title = account === null ? t.titleOfRole({ role }) : t.titleOfGrant({ name: account.displayName, role })
  usePageName(title)
  const take = (event: GrantRequest['events'][number], reason = '') =>
    decide.mutateAsync({ params: { id }, body: { event, reason, version } })
  const chips = <RequestState state={request.state} />
  const decision = <RequestFacts request={request} />
  const evidence = <Evidence widening={widening} held={held} request={request} />
  if (!events.includes('approve')) {
    return (
      <>
        <PageHead
          title={title}
          chips={chips}
          hint={request.state === 'waiting' ? <WhyNot request={request} /> : undefined}
          actions={
            events.includes('withdraw') && (
              <ConfirmAction
                label={t.takeBack}
                title={t.takeBackTitle}
                explain={t.takeBackMeans}
                run={() => take('withdraw')}
                done={t.takenBack}
              />
            )
          }
        />
        <div className="two work">
          <Panel title={words.decision}>{decision}</Panel>
          <Panel title={t.more}>{evidence}</Panel>
        </div>
      </>
    )
  }
  return (
    <WorkPage
      title={title}
      chips={chips}
      decision={decision}
      evidence={evidence}
      primary={{
        label: t.approve,
        run: async () => {
          await take('approve')
          void message.success(t.approvedDone)
          await navigate('/grant-requests?state=waiting')
        },
      }}
      otherActions={
        <ConfirmAction
          label={t.refuse}
          title={t.refuseTitle}
          explain={t.refuseMeans}
          reason="required"
          run={(reason) => take('refuse', reason)}
          done={t.refusedDone}
        />
      }
    />
  )
}

function WhyNot({ request }: { request: GrantRequest }): ReactNode {
  const t = useTexts(requestTexts)
  const me = useMe()
  return request.account?.id === me.account.id ? t.aboutYou : t.yours
}

function RequestFacts({ request }: { request: GrantRequest }): ReactNode {
  const t = useTexts(requestTexts)
  const { say } = useLanguage()
  const { account, region, organisation } = request
  return (
    <Facts
      of={[
        [
          t.forWhom,
          account === null
            ? t.everyHolder
            : [account.displayName, account.title, account.name].filter(Boolean).join(' · '),
        ],
        [t.role, say(request.role.name)],
        [t.place, region?.path ?? organisation?.name ?? t.everywhere],
        [t.reason, request.reason],
        [t.requestedBy, request.requestedBy],
        [t.requestedAt, <InstantText key="requested" at={request.requestedAt} />],
        [t.decidedBy, request.decidedBy],
        [t.decidedAt, request.decidedAt === null ? null : <InstantText key="decided" at={request.decidedAt} />],
        [t.decisionReason, request.decisionReason],
      ]}
    />
  )
}

function Evidence({ widening, held, request }: Weighed): ReactNode {
  const t = useTexts(requestTexts)
  const { say } = useLanguage()
  return (
    <>
      <WideningFacts widening={widening} ofRole={request.kind === 'role'} />
      {request.kind === 'grant' && (
        <>
          <h3 className="inner-head">{t.heldNow}</h3>
          {held.length === 0 && <p className="faded small">{t.noneHeld}</p>}
          <ul>
            {held.map((grant) => (
              <li className="due" key={grant.id}>
                <span>
                  <strong>{say(grant.roleName)}</strong>{' '}
                  <span className="faded">{grant.region?.path ?? grant.organisation?.name}</span>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
