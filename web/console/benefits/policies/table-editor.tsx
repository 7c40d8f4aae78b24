import { DeleteOutlined } from '@ant-design/icons'
import type { PolicyTable } from '@yinian/core/benefits/policy.ts'
import { emptyStatement, freshClause } from '@yinian/core/benefits/policy-draft.ts'
import { Button, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTexts } from '../../../language/language.ts'
import { Field, SourceField, StatusField, YuanInput } from './editor-fields.tsx'
import { texts } from './editor-texts.ts'
import { FaultLines, type Faults } from './rule-field.tsx'

type Row = PolicyTable['rows'][number]

/** A decision table as a table: a column for each input, then the amount, what the row says and where it is written. */
export function TableEditor(props: {
  table: PolicyTable
  faults: Faults
  onChange: (table: PolicyTable) => void
}): ReactNode {
  const t = useTexts(texts)
  const { table, faults, onChange } = props
  const { inputs, rows } = table
  const putRow = (at: number, row: Row | null) =>
    onChange({ ...table, rows: row === null ? rows.toSpliced(at, 1) : rows.toSpliced(at, 1, row) })
  const putInput = (at: number, input: string) => onChange({ ...table, inputs: inputs.toSpliced(at, 1, input) })
  const dropInput = (at: number) =>
    onChange({
      ...table,
      inputs: inputs.toSpliced(at, 1),
      rows: rows.map((row) => ({ ...row, when: row.when.toSpliced(at, 1) })),
    })
  const addInput = () =>
    onChange({ ...table, inputs: [...inputs, '低保'], rows: rows.map((row) => ({ ...row, when: [...row.when, '-'] })) })
  const addRow = () => {
    const clause = freshClause(
      rows.map((row) => row.clause),
      'row',
    )
    onChange({ ...table, rows: [...rows, { ...emptyStatement, clause, when: inputs.map(() => '-'), fen: null }] })
  }
  return (
    <>
      <p className="faded small">{t.tableHint}</p>
      <Field label={t.hit}>
        {(id) => (
          <Select
            id={id}
            value={table.hit}
            options={[
              { value: 'unique', label: t.unique },
              { value: 'first', label: t.firstRow },
            ]}
            onChange={(hit) => onChange({ ...table, hit })}
          />
        )}
      </Field>
      <div className="twin wide">
        <table className="policy-table">
          <caption className="unseen">{t.table}</caption>
          <thead>
            <tr>
              {inputs.map((input, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an input is its place in the table
                <th key={at} scope="col">
                  <span className="row nowrap">
                    <Input
                      aria-label={t.input}
                      value={input}
                      onChange={({ target }) => putInput(at, target.value)}
                      status={faults.some(({ path }) => path === `/amount/table/inputs/${at}`) ? 'error' : ''}
                    />
                    {inputs.length > 1 && (
                      <Button
                        type="text"
                        size="small"
                        icon={<DeleteOutlined />}
                        aria-label={t.removeInput({ input })}
                        onClick={() => dropInput(at)}
                      />
                    )}
                  </span>
                </th>
              ))}
              <th scope="col">{t.yuan}</th>
              <th scope="col">{`${t.says} · ${t.chinese}`}</th>
              <th scope="col">{`${t.says} · ${t.english}`}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <TableRow
                key={row.clause}
                row={row}
                number={at + 1}
                inputs={inputs}
                faults={faults.filter(({ path }) => path.startsWith(`/amount/table/rows/${at}`))}
                onChange={(changed) => putRow(at, changed)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <FaultLines faults={faults.filter(({ path }) => path.startsWith('/amount/table'))} />
      <div className="row">
        <Button onClick={addRow}>{t.addRow}</Button>
        <Button onClick={addInput}>{t.addInput}</Button>
      </div>
      <RowSources rows={rows} putRow={putRow} />
    </>
  )
}

function TableRow(props: {
  row: Row
  number: number
  inputs: readonly string[]
  faults: Faults
  onChange: (row: Row | null) => void
}): ReactNode {
  const t = useTexts(texts)
  const { row, number, inputs, faults, onChange } = props
  const wrong = (column: number) => faults.some(({ path }) => path.endsWith(`/when/${column}`))
  return (
    <tr>
      {inputs.map((input, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry belongs to the input of its place
        <td key={column}>
          <Input
            aria-label={`${input} · ${number}`}
            className="policy-rule"
            status={wrong(column) ? 'error' : ''}
            value={row.when[column] ?? '-'}
            onChange={({ target }) => onChange({ ...row, when: row.when.toSpliced(column, 1, target.value) })}
          />
        </td>
      ))}
      <td>
        <YuanInput aria-label={`${t.yuan} · ${number}`} value={row.fen} onChange={(fen) => onChange({ ...row, fen })} />
      </td>
      {(['zh', 'en'] as const).map((language) => (
        <td key={language}>
          <Input
            aria-label={`${t.says} · ${language === 'zh' ? t.chinese : t.english} · ${number}`}
            lang={language}
            value={row.text[language]}
            onChange={({ target }) => onChange({ ...row, text: { ...row.text, [language]: target.value } })}
          />
        </td>
      ))}
      <td>
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t.removeRow({ number })}
          onClick={() => onChange(null)}
        />
      </td>
    </tr>
  )
}

/** Where each row is written; mostly one sentence of one document, so it stands below and not in every row. */
function RowSources({ rows, putRow }: { rows: readonly Row[]; putRow: (at: number, row: Row) => void }): ReactNode {
  const t = useTexts(texts)
  return (
    <details className="earlier">
      <summary>{t.source}</summary>
      <ul className="policy-edited">
        {rows.map((row, at) => (
          <li key={row.clause}>
            <span className="faded small">{row.text.zh || at + 1}</span>
            <div className="policy-pair">
              <SourceField value={row.source} onChange={(source) => putRow(at, { ...row, source })} />
              <StatusField value={row.status} onChange={(status) => putRow(at, { ...row, status })} />
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}
