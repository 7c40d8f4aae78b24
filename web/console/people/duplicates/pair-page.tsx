import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { nameOfReason } from '@yinian/core/people/matching.ts'
import { decideElderPair, getElderPair } from '@yinian/core/people/matching-api.ts'
import { App } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { ConfirmAction } from '../../parts/confirm-action.tsx'
import { WorkPage } from '../../parts/work-page.tsx'
import { useMay } from '../../shell/me.tsx'
import { texts } from '../one-person-texts.ts'
import '../people.css'
import { PairState } from './duplicates-page.tsx'
import { SideBySide } from './side-by-side.tsx'

const list = '/duplicates'

export function PairPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getElderPair, { params: { county, id } })
  return <Answer of={asked}>{(reply) => <Pair key={id} reply={reply} />}</Answer>
}

/** 办理: same person, two people, or later; the files beside it. */
function Pair({ reply }: { reply: ReplyOf<typeof getElderPair> }): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const may = useMay('people:write')
  const { pair, one, other } = reply
  const both = one?.responsible === true && other?.responsible === true
  const open = pair.state === 'open' || pair.state === 'later'
  const address = (place: string | null) => (place === null ? undefined : `${list}/${place}`)
  return (
    <WorkPage
      title={t.pairOf({
        one: pair.one?.name ?? t.fileIn({ county: pair.oneCounty }),
        other: pair.other?.name ?? t.fileIn({ county: pair.otherCounty }),
      })}
      chips={<PairState state={pair.state} />}
      decision={<Why reply={reply} both={both} />}
      evidence={<SideBySide one={one} other={other} oneCounty={pair.oneCounty} otherCounty={pair.otherCounty} />}
      primary={{
        label: t.sameAndMerge,
        leads: true,
        disabled: !may || !both || !open,
        run: async () => {
          await navigate(`/people/merges/new?survivor=${one?.id ?? ''}&merged=${other?.id ?? ''}`)
        },
      }}
      otherActions={may && <Decisions reply={reply} both={both} />}
      {...(reply.position > 0
        ? {
            queue: {
              position: reply.position,
              total: reply.total,
              previous: address(reply.previous),
              next: address(reply.next),
              list,
            },
          }
        : {})}
    />
  )
}

function Why({ reply: { pair }, both }: { reply: ReplyOf<typeof getElderPair>; both: boolean }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <div className="stack-tight">
      <p>
        {t.likeness} <strong className="figure">{pair.score}</strong>
      </p>
      {pair.reasons.length === 0 ? (
        <p className="faded">{t.whyHidden}</p>
      ) : (
        <ul className="plain-list">
          {pair.reasons.map((reason) => (
            <li key={reason}>{say(nameOfReason(reason))}</li>
          ))}
        </ul>
      )}
      {!both && <p className="note-box">{t.fileInMeans}</p>}
      {pair.decidedBy !== null && pair.reason !== null && (
        <p className="faded small">{t.decidedBy({ name: pair.decidedBy, reason: pair.reason })}</p>
      )}
    </div>
  )
}

function Decisions({ reply: { pair, next }, both }: { reply: ReplyOf<typeof getElderPair>; both: boolean }): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const { message } = App.useApp()
  const decide = useCommand(decideElderPair)
  const params = { county: pair.county, id: pair.id }
  const as = async (decision: 'distinct' | 'later' | 'open', reason: string) => {
    await decide.mutateAsync({ params, body: { decision, reason } })
    void message.success(t.decided)
    if (decision !== 'open') await navigate(next === null ? list : `${list}/${next}`)
  }
  if (pair.state === 'distinct')
    return (
      <ConfirmAction
        label={t.askAgain}
        title={t.askAgain}
        explain=""
        reason="required"
        run={(reason) => as('open', reason)}
      />
    )
  if (pair.state !== 'open' && pair.state !== 'later') return null
  return (
    <>
      <ConfirmAction
        label={t.distinct}
        title={t.distinct}
        explain={t.distinctMeans}
        reason="required"
        disabled={!both}
        run={(reason) => as('distinct', reason)}
      />
      {pair.state === 'open' && (
        <ConfirmAction
          label={t.later}
          title={t.later}
          explain={t.laterMeans}
          reason="required"
          run={(reason) => as('later', reason)}
        />
      )}
    </>
  )
}
