import { type ElderMerge, getElderMerge, unmergeElders } from '@yinian/core/people/merge-api.ts'
import { App, Button, Checkbox, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { asRefusal, type Refusal } from '../../../client/refusal.ts'
import { InstantText } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { Facts, PageHead, Panel } from '../../parts/page-head.tsx'
import { RefusedLine } from '../../parts/refused.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { May } from '../../shell/me.tsx'
import { usePageName } from '../../shell/page-name.tsx'
import { texts } from '../one-person-texts.ts'
import '../people.css'
import { Overpayments } from './merge-page.tsx'

export function MergedPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getElderMerge, { params: { county, id } })
  return <Answer of={asked}>{(merge) => <Merged merge={merge} />}</Answer>
}

function Merged({ merge }: { merge: ElderMerge }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const title = t.mergeOf({ kept: merge.survivor.name, merged: merge.merged.name })
  usePageName(title)
  const standing = merge.state === 'merged'
  const who = (one: ElderMerge['survivor']) => (
    <>
      <Link to={`/people/${one.id}`}>{one.name}</Link> · {one.documentNumber}
    </>
  )
  return (
    <div className="stack">
      <PageHead
        title={title}
        chips={<StatusChip tone={standing ? 'good' : 'ended'}>{standing ? t.standing : t.takenBack}</StatusChip>}
        actions={standing && <May do="people:write">{<UnmergeDialog merge={merge} />}</May>}
      />
      <Panel>
        <Facts
          of={[
            [t.kept, who(merge.survivor)],
            [t.mergedFile, who(merge.merged)],
            [
              t.mergedBy,
              <span key="merged">
                {merge.mergedBy} · <InstantText at={merge.mergedAt} />
              </span>,
            ],
            [t.reason, merge.reason],
            [
              t.unmergedBy,
              merge.unmergedAt === null ? null : (
                <span key="unmerged">
                  {merge.unmergedBy} · <InstantText at={merge.unmergedAt} /> · {merge.unmergedReason}
                </span>
              ),
            ],
          ]}
        />
      </Panel>
      {merge.choices.length > 0 && (
        <Panel title={t.choicesMade}>
          <Facts
            of={merge.choices.map(({ name, side }) => [say(name), side === 'survivor' ? t.tookKept : t.tookMerged])}
          />
        </Panel>
      )}
      <Panel title={t.moves}>
        {merge.moved.length === 0 && <p className="faded small">{t.nothingMoves}</p>}
        <Facts of={merge.moved.map(({ name, count }) => [say(name), t.records({ count })])} />
      </Panel>
      <Overpayments of={merge.overpayments} />
    </div>
  )
}

/** Takes a merge back, and asks of each later record whose it is. */
function UnmergeDialog({ merge }: { merge: ElderMerge }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const unmerge = useCommand(unmergeElders)
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [given, setGiven] = useState<readonly string[]>([])
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const run = async () => {
    setRefusal(null)
    try {
      const rows = merge.since
        .filter(({ id }) => given.includes(id))
        .map(({ relation, county, id }) => ({ relation, county, id }))
      await unmerge.mutateAsync({
        params: { county: merge.county, id: merge.id },
        body: { reason: reason.trim(), rows },
      })
      setOpen(false)
      void message.success(t.unmergeDone)
      await navigate(`/people/${merge.survivor.id}`)
    } catch (error) {
      setRefusal(asRefusal(error))
    }
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.unmerge}</Button>
      <Modal
        open={open}
        title={t.unmerge}
        okText={t.unmerge}
        onOk={() => void run()}
        onCancel={() => setOpen(false)}
        confirmLoading={unmerge.isPending}
        okButtonProps={{ danger: true, disabled: reason.trim().length < 2 || merge.obstacles.length > 0 }}
        width={560}
        destroyOnHidden
      >
        <RefusedLine refusal={refusal} />
        <div className="stack-tight">
          {merge.obstacles.length > 0 && (
            <div className="note-box" role="alert">
              <strong>{t.cannotUnmerge}</strong>
              <ul className="plain-list">
                {merge.obstacles.map((one) => (
                  <li key={one.en}>{say(one)}</li>
                ))}
              </ul>
            </div>
          )}
          <p>{t.unmergeMeans}</p>
          <strong>{t.since}</strong>
          {merge.since.length === 0 && <p className="faded small">{t.nothingSince}</p>}
          <ul className="plain-list">
            {merge.since.map((row) => (
              <li key={row.id} className="row">
                <span>
                  {say(row.name)} · {say(row.what)}
                </span>
                <Checkbox
                  checked={given.includes(row.id)}
                  onChange={(event) =>
                    setGiven(event.target.checked ? [...given, row.id] : given.filter((id) => id !== row.id))
                  }
                >
                  {t.goesThere}
                </Checkbox>
              </li>
            ))}
          </ul>
          <label htmlFor="unmerge-reason">{t.reason}</label>
          <Input.TextArea
            id="unmerge-reason"
            rows={2}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      </Modal>
    </>
  )
}
