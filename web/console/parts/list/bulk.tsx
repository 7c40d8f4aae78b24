import { Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { asRefusal, type Refusal } from '../../../client/refusal.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { StatusChip } from '../status-chip.tsx'
import { texts } from '../texts.ts'

/** Something that can be done to many rows. Each row is a command of its own with a result of its own. */
export interface BulkAction<Row> {
  readonly name: string
  readonly label: string
  readonly explain?: string
  readonly danger?: boolean
  /** What has to be chosen before it starts, the same for every row; the page holds the choice. */
  readonly ask?: ReactNode
  /** False until that is chosen. */
  readonly ready?: boolean
  readonly run: (row: Row) => Promise<unknown>
}

interface BulkDialogProps<Row> {
  readonly action: BulkAction<Row>
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly nameOf: (row: Row) => ReactNode
  readonly close: (done: boolean) => void
}

type Result = 'ok' | Refusal

/** Runs an action row by row and shows what became of each. */
export function BulkDialog<Row>({ action, rows, keyOf, nameOf, close }: BulkDialogProps<Row>): ReactNode {
  const t = useTexts(texts)
  const [results, setResults] = useState<ReadonlyMap<string, Result>>(new Map())
  const [state, setState] = useState<'asking' | 'running' | 'done'>('asking')
  const failed = [...results.values()].filter((result) => result !== 'ok').length

  const run = async () => {
    setState('running')
    const found = new Map<string, Result>()
    for (const row of rows) {
      found.set(keyOf(row), await action.run(row).then(() => 'ok' as const, asRefusal))
      setResults(new Map(found))
    }
    setState('done')
  }
  return (
    <Modal
      open
      title={action.label}
      onCancel={() => close(state === 'done')}
      closable={state !== 'running'}
      mask={{ closable: false }}
      width={640}
      footer={
        state === 'done' ? (
          <Button type="primary" onClick={() => close(true)}>
            {t.done}
          </Button>
        ) : (
          <>
            <Button disabled={state === 'running'} onClick={() => close(false)}>
              {t.cancel}
            </Button>
            <Button
              type="primary"
              danger={action.danger ?? false}
              loading={state === 'running'}
              disabled={action.ready === false}
              onClick={() => void run()}
            >
              {t.bulkStart}
            </Button>
          </>
        )
      }
    >
      {action.explain !== undefined && <p>{action.explain}</p>}
      {state === 'asking' && action.ask}
      <p role="status">
        {state === 'asking'
          ? t.bulkConfirm({ count: rows.length })
          : t.bulkDone({ done: results.size - failed, failed })}
      </p>
      {state !== 'asking' && (
        <div className="twin bulk-results">
          <table>
            <thead>
              <tr>
                <th scope="col">{t.bulkRow}</th>
                <th scope="col">{t.bulkResult}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={keyOf(row)}>
                  <td>{nameOf(row)}</td>
                  <td>
                    <RowResult result={results.get(keyOf(row))} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Modal>
  )
}

function RowResult({ result }: { result: Result | undefined }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  if (result === undefined) return <StatusChip>{t.bulkWaiting}</StatusChip>
  if (result === 'ok') return <StatusChip tone="good">{t.bulkOk}</StatusChip>
  return <span className="overdue">{say(result.reply.message)}</span>
}
