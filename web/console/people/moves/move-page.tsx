import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { decideTransfer, type ElderTransfer, getElderTransfer } from '@yinian/core/people/transfer-api.ts'
import { levelOf } from '@yinian/core/regions/code.ts'
import { App, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { DayText, InstantText, useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { ConfirmAction } from '../../parts/confirm-action.tsx'
import { Facts, PageHead, Panel } from '../../parts/page-head.tsx'
import { RegionField } from '../../parts/region-field.tsx'
import { Timeline } from '../../parts/timeline.tsx'
import { May } from '../../shell/me.tsx'
import { usePageName } from '../../shell/page-name.tsx'
import { DialogForm } from '../dialog-form.tsx'
import '../people.css'
import { texts } from '../one-person-texts.ts'
import { Direction, MoveState } from './moves-page.tsx'

export function MovePage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getElderTransfer, { params: { county, id } }, { every: 5_000 })
  return <Answer of={asked}>{(reply) => <Move reply={reply} />}</Answer>
}

function Move({ reply }: { reply: ReplyOf<typeof getElderTransfer> }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const { transfer: move, carried, ended, due, holds, level, story } = reply
  const title = move.elderName || move.documentMasked
  usePageName(title)
  const when = (name: string | null, at: string | null) =>
    at === null ? null : (
      <span key={at}>
        {name} · <InstantText at={at} />
      </span>
    )
  const file = move.newElderId ?? move.elderId
  return (
    <div className="stack">
      <PageHead
        title={title}
        hint={move.documentMasked}
        chips={<MoveState state={move.state} />}
        actions={
          <May do="people:write">
            <Decisions move={move} />
          </May>
        }
      />
      <Panel title={t.move}>
        <Facts
          of={[
            [t.direction, <Direction key="direction" of={move} />],
            [t.from, move.fromPath],
            [t.to, move.toPath],
            [t.movedOn, <DayText key="day" day={move.movedOn} />],
            [t.reason, move.reason],
            [t.requested, when(move.requestedBy, move.requestedAt)],
            [t.decisionReason, move.decisionReason],
            [t.decide, when(move.decidedBy, move.decidedAt)],
            [
              t.openFile,
              file === null ? null : (
                <Link key="file" to={`/people/${file}`}>
                  {title}
                </Link>
              ),
            ],
          ]}
        />
      </Panel>
      {move.state === 'done' && (
        <Panel title={t.carried}>
          <Facts
            of={[
              ...carried.map(({ name, count }) => [say(name), t.records({ count })] as const),
              ...(level === null
                ? []
                : [
                    [
                      t.levelFrom({ source: level.source || '—' }),
                      t.levelIs({
                        level: level.level,
                        until: level.validUntil === null ? '—' : format.day(level.validUntil),
                      }),
                    ] as const,
                  ]),
            ]}
          />
        </Panel>
      )}
      {due.length > 0 && (
        <Panel title={t.dueHere}>
          <ul className="plain-list">
            {due.map((one) => (
              <li key={one.en}>{say(one)}</li>
            ))}
          </ul>
        </Panel>
      )}
      {ended.length > 0 && (
        <Panel title={t.endedThere}>
          <Facts of={ended.map(({ name, count }) => [say(name), t.records({ count })] as const)} />
        </Panel>
      )}
      {holds.length > 0 && <Becomes holds={holds} />}
      {story.length > 0 && (
        <Panel title={t.story}>
          <p className="faded small">{t.storyHint}</p>
          <Timeline
            kinds={[]}
            events={story.map((entry, index) => ({
              id: `${entry.at} ${index}`,
              at: entry.at,
              title: say(entry.title),
              kind: entry.module,
              ...(entry.detail === null ? {} : { detail: say(entry.detail) }),
            }))}
          />
        </Panel>
      )}
    </div>
  )
}

/** Before the move: what goes along, what ends, and what stays, as the county that hands over sees it. */
function Becomes({ holds }: { holds: ReplyOf<typeof getElderTransfer>['holds'] }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const titles = { along: t.becomesAlong, ends: t.becomesEnds, stays: t.becomesStays } as const
  return (
    <Panel title={t.becomes}>
      <p className="faded small">{t.becomesHint}</p>
      {(['along', 'ends', 'stays'] as const).map((how) => {
        const rows = holds.filter((one) => one.how === how)
        return (
          rows.length > 0 && (
            <section key={how}>
              <h3 className="care-head">{titles[how]}</h3>
              <Facts of={rows.map(({ name, count }) => [say(name), t.records({ count })] as const)} />
            </section>
          )
        )
      })}
    </Panel>
  )
}

function Decisions({ move }: { move: ElderTransfer }): ReactNode {
  const t = useTexts(texts)
  const { message } = App.useApp()
  const decide = useCommand(decideTransfer)
  const params = { county: move.county, id: move.id }
  const as = (decision: 'refuse' | 'withdraw') => (reason: string) =>
    decide.mutateAsync({ params, body: { decision, reason } })
  const accept = async ({ toRegion, reason = '' }: { toRegion?: string; reason?: string }) => {
    await decide.mutateAsync({ params, body: { decision: 'accept', reason, ...(toRegion ? { toRegion } : {}) } })
    void message.success(t.decided)
  }
  const known = levelOf(move.toRegion) === 'village'
  return (
    <>
      {move.may.includes('withdraw') && (
        <ConfirmAction
          label={t.withdraw}
          title={t.withdraw}
          explain={t.withdrawMeans}
          reason="optional"
          run={as('withdraw')}
          done={t.decided}
        />
      )}
      {move.may.includes('refuse') && (
        <ConfirmAction
          label={t.refuse}
          title={t.refuse}
          explain={t.refuseMeans}
          reason="required"
          run={as('refuse')}
          done={t.decided}
        />
      )}
      {move.may.includes('accept') && (
        <DialogForm<{ toRegion?: string; reason?: string }>
          label={t.accept}
          button={{ type: 'primary' }}
          title={t.accept}
          onSubmit={accept}
        >
          <p className="note-box">{t.acceptMeans}</p>
          {!known && (
            <Form.Item name="toRegion" label={t.acceptVillage} rules={[{ required: true, message: t.whereToMissing }]}>
              <RegionField levels={['village']} />
            </Form.Item>
          )}
          <Form.Item name="reason" label={t.decisionReason}>
            <Input maxLength={300} />
          </Form.Item>
        </DialogForm>
      )}
    </>
  )
}
