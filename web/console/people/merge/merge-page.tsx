import { useQueryClient } from '@tanstack/react-query'
import { type MergePreview, mergeElders, previewMerge } from '@yinian/core/people/merge-api.ts'
import { relations } from '@yinian/core/people/related-persons.ts'
import { App, Button, Input, Radio } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { keyOf, useCommand, useEndpoint } from '../../../client/queries.ts'
import { useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { Panel } from '../../parts/page-head.tsx'
import { WorkPage } from '../../parts/work-page.tsx'
import { SideBySide } from '../duplicates/side-by-side.tsx'
import { texts } from '../one-person-texts.ts'
import '../people.css'

type Sides = Readonly<Record<string, 'survivor' | 'merged'>>

/** What two files would become, and what has to be chosen before. */
export function MergePage(): ReactNode {
  const [search] = useSearchParams()
  const survivor = search.get('survivor') ?? ''
  const merged = search.get('merged') ?? ''
  const asked = useEndpoint(previewMerge, { query: { survivor, merged } })
  return <Answer of={asked}>{(preview) => <Merge key={survivor} preview={preview} />}</Answer>
}

function Merge({ preview }: { preview: MergePreview }): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const merge = useCommand(mergeElders, { refreshes: [] })
  const [choices, setChoices] = useState<Sides>({})
  const [reason, setReason] = useState('')
  const asked = [...preview.clashes.map(({ field }) => field), ...preview.circumstances.map(({ kind }) => kind)]
  const open = asked.filter((field) => choices[field] === undefined).length
  const { survivor, merged } = preview
  const run = async () => {
    await merge.mutateAsync({
      body: {
        survivorId: survivor.id,
        survivorVersion: survivor.version,
        mergedId: merged.id,
        mergedVersion: merged.version,
        choices,
        reason: reason.trim(),
      },
    })
    void message.success(t.mergeDone)
    await navigate(`/people/${survivor.id}`, { replace: true })
    // there is nothing more to preview: one of the two is no longer there
    queries.removeQueries({ queryKey: keyOf(previewMerge) })
    await queries.invalidateQueries()
  }
  return (
    <WorkPage
      title={t.merge}
      hint={t.mergeHint}
      decision={
        <div className="stack-tight">
          <Obstacles preview={preview} />
          <Clashes
            preview={preview}
            choices={choices}
            choose={(field, side) => setChoices({ ...choices, [field]: side })}
          />
          <label htmlFor="merge-reason">{t.reason}</label>
          <Input.TextArea
            id="merge-reason"
            rows={2}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />

          {open > 0 && <p className="faded small">{t.chooseAll({ count: open })}</p>}
        </div>
      }
      evidence={<Evidence preview={preview} />}
      primary={{
        label: t.doMerge,
        disabled: open > 0 || reason.trim().length < 2 || preview.obstacles.length > 0,
        run,
      }}
      otherActions={
        <Button
          onClick={() =>
            void navigate(`/people/merges/new?survivor=${merged.id}&merged=${survivor.id}`, { replace: true })
          }
        >
          {t.swap}
        </Button>
      }
    />
  )
}

function Obstacles({ preview: { obstacles } }: { preview: MergePreview }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  if (obstacles.length === 0) return null
  return (
    <div className="note-box" role="alert">
      <strong>{t.cannotNow}</strong>
      <ul className="plain-list">
        {obstacles.map((one) => (
          <li key={one.en}>{say(one)}</li>
        ))}
      </ul>
    </div>
  )
}

function Clashes(props: {
  preview: MergePreview
  choices: Sides
  choose: (field: string, side: 'survivor' | 'merged') => void
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { clashes, circumstances } = props.preview
  const joined = say({ zh: '；', en: '; ' })
  const rows = [
    ...clashes.map(({ field, name, survivor, merged }) => ({
      field,
      name: say(name),
      survivor: say(survivor),
      merged: say(merged),
    })),
    ...circumstances.map(({ kind, name, survivor, merged }) => ({
      field: kind,
      name: say(name),
      survivor: survivor.map(say).join(joined),
      merged: merged.map(say).join(joined),
    })),
  ]
  if (rows.length === 0) return <p>{t.nothingToDecide}</p>
  return (
    <>
      <p>{t.toDecide}</p>
      {rows.map(({ field, name, survivor, merged }) => (
        <fieldset key={field} className="bare-fieldset choice">
          <legend>{name}</legend>
          <Radio.Group
            className="stacked-radios"
            value={props.choices[field] ?? null}
            onChange={(event) => props.choose(field, event.target.value as 'survivor' | 'merged')}
            options={[
              { value: 'survivor', label: survivor || '—' },
              { value: 'merged', label: merged || '—' },
            ]}
          />
        </fieldset>
      ))}
    </>
  )
}

function Evidence({ preview }: { preview: MergePreview }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const { survivor, merged, holdings, relatives, overpayments, level } = preview
  const relation = (one: string) => (relations as Readonly<Record<string, { zh: string; en: string }>>)[one]
  return (
    <div className="stack">
      <SideBySide
        one={survivor}
        other={merged}
        oneCounty={survivor.regionPath}
        otherCounty={merged.regionPath}
        titles={[t.kept, t.mergedFile]}
      />
      <Panel title={t.moves}>
        <p className="faded small">{t.looksTogether}</p>
        {holdings.length === 0 && <p className="faded small">{t.nothingMoves}</p>}
        <dl className="facts">
          {holdings.map(({ relation: table, name, count }) => (
            <Pair key={table} name={say(name)} value={t.records({ count })} />
          ))}
          {relatives.map((one) => {
            const known = relation(one.relation)
            return (
              <Pair key={one.name} name={t.relativesJoined} value={`${one.name}${known ? ` · ${say(known)}` : ''}`} />
            )
          })}
          <Pair
            name={t.levelAfter}
            value={
              level.level === null
                ? t.noLevel
                : t.levelIs({
                    level: level.level,
                    until: level.validUntil === null ? '—' : format.day(level.validUntil),
                  })
            }
          />
        </dl>
      </Panel>
      <Overpayments of={overpayments} />
    </div>
  )
}

function Pair({ name, value }: { name: string; value: ReactNode }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}

export function Overpayments({ of: rows }: { of: MergePreview['overpayments'] }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  if (rows.length === 0) return null
  return (
    <Panel title={t.overpaid}>
      <p className="note-box">{t.overpaidMeans}</p>
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={`${row.programme} ${row.month} ${row.survivorCounty} ${row.mergedCounty}`}>
            {t.overpaidRow({
              month: format.month(row.month),
              kept: format.money(row.survivorFen),
              merged: format.money(row.mergedFen),
            })}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
