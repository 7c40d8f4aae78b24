import { useQueryClient } from '@tanstack/react-query'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { confirmPeopleImportRow, listPeopleImportRows, type PeopleImport } from '@yinian/core/people/api.ts'
import { findImportField } from '@yinian/core/people/import-fields.ts'
import { type ImportOutcome, importOutcomes } from '@yinian/core/people/import-states.ts'
import { Button, Segmented } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { Link } from 'react-router'
import { keyOf, useCommand, useEndpoint } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { Panel } from '../parts/page-head.tsx'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'
import { texts } from './texts.ts'

type Row = ReplyOf<typeof listPeopleImportRows>['rows'][number]

const tones = {
  new: 'good',
  change: 'waiting',
  same: 'plain',
  refused: 'bad',
  registered: 'good',
  changed: 'good',
  unchanged: 'plain',
  failed: 'bad',
} as const satisfies Record<ImportOutcome, Tone>

/** What became of each row, refused ones first to be looked at. */
export function ImportRows({ import: one }: { import: PeopleImport }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const [chosen, setChosen] = useState<string>('')
  const [pages, setPages] = useState<readonly (number | undefined)[]>([undefined])
  const queries = useQueryClient()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are other ones when the import has moved on
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: keyOf(listPeopleImportRows) })
  }, [queries, one.state])
  const present = (Object.keys(importOutcomes) as ImportOutcome[]).filter((outcome) => (one.counts[outcome] ?? 0) > 0)
  const outcome = present.some((other) => other === chosen) ? chosen : ''
  const choose = (next: string) => {
    setChosen(next)
    setPages([undefined])
  }
  return (
    <Panel title={t.results}>
      <div className="scroll-across no-print">
        <Segmented
          value={outcome}
          onChange={choose}
          options={[
            { value: '', label: `${t.allRows} ${format.number(one.total)}` },
            ...present.map((name) => ({
              value: name,
              label: `${say(importOutcomes[name])} ${format.number(one.counts[name] ?? 0)}`,
            })),
          ]}
        />
      </div>
      <div className="twin import-rows">
        <table>
          <thead>
            <tr>
              <th scope="col">{t.row}</th>
              <th scope="col">{t.name}</th>
              <th scope="col">{t.outcome}</th>
              <th scope="col">{t.reasonOrChange}</th>
            </tr>
          </thead>
          {pages.map((after, index) => (
            <RowsPage
              key={`${outcome} ${after ?? 0}`}
              import={one}
              outcome={outcome}
              after={after}
              more={index === pages.length - 1 ? (next) => setPages([...pages, next]) : undefined}
            />
          ))}
        </table>
      </div>
    </Panel>
  )
}

const pageSize = 200

function RowsPage(props: {
  import: PeopleImport
  outcome: string
  after: number | undefined
  more: ((next: number) => void) | undefined
}): ReactNode {
  const t = useTexts(texts)
  const { state, id } = props.import
  const query = {
    limit: pageSize,
    ...(props.outcome === '' ? {} : { outcome: props.outcome }),
    ...(props.after === undefined ? {} : { after: props.after }),
  }
  const asked = useEndpoint(
    listPeopleImportRows,
    { params: { id }, query },
    { keepLast: true, every: state === 'applying' ? 3000 : false },
  )
  const wide = (content: ReactNode) => (
    <tr>
      <td colSpan={4}>{content}</td>
    </tr>
  )
  if (asked.data === undefined) return <tbody>{wide(<Answer of={asked}>{() => null}</Answer>)}</tbody>
  const { rows, next } = asked.data
  return (
    <tbody>
      {rows.length === 0 && wide(<span className="faded">{t.noSuchRows}</span>)}
      {rows.map((row) => (
        <OneRow key={row.rowNumber} row={row} importId={id} />
      ))}
      {next !== null &&
        props.more !== undefined &&
        wide(
          <Button type="link" onClick={() => props.more?.(next)}>
            {t.moreRows}
          </Button>,
        )}
    </tbody>
  )
}

function OneRow({ row, importId }: { row: Row; importId: string }): ReactNode {
  const { say } = useLanguage()
  const outcome = row.outcome as ImportOutcome
  const doubtful =
    outcome === 'refused' && row.faults.length > 0 && row.faults.every(({ doubt }) => doubt !== undefined)
  return (
    <tr>
      <td className="faded">{row.rowNumber}</td>
      <td>{row.elderId === null ? row.name : <Link to={`/people/${row.elderId}`}>{row.name}</Link>}</td>
      <td>
        <StatusChip tone={tones[outcome]}>{say(importOutcomes[outcome])}</StatusChip>
      </td>
      <td>
        {[...row.faults, ...row.notes].map(({ field, message }) => (
          <div key={field + message.zh} className="small">
            <FieldName field={field} />
            {say(message)}
          </div>
        ))}
        {doubtful && <ConfirmRow importId={importId} row={row.rowNumber} name={row.name} />}
      </td>
    </tr>
  )
}

/** A doubt somebody has looked into is set aside with a reason, and the row is taken. */
function ConfirmRow({ importId, row, name }: { importId: string; row: number; name: string }): ReactNode {
  const t = useTexts(texts)
  const confirm = useCommand(confirmPeopleImportRow)
  return (
    <ConfirmAction
      label={t.confirmRow}
      title={t.confirmRowTitle({ name })}
      size="small"
      explain={t.confirmRowMeans}
      reason="required"
      run={(reason) => confirm.mutateAsync({ params: { id: importId, row }, body: { reason: reason.slice(0, 200) } })}
      done={t.rowConfirmed}
    />
  )
}

function FieldName({ field }: { field: string }): ReactNode {
  const { say } = useLanguage()
  const name = findImportField(field)?.name
  return name === undefined ? null : <strong>{`${say(name)}${say({ zh: '：', en: ': ' })}`}</strong>
}
