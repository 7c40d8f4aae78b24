import type { PolicyDocument } from '@yinian/core/benefits/layers.ts'
import type { Policy } from '@yinian/core/benefits/policy.ts'
import {
  type ConditionRow,
  conditionRows,
  emptyStatement,
  freshClause,
  pathOfCondition,
  withConditions,
} from '@yinian/core/benefits/policy-draft.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Panel } from '../../parts/page-head.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { StatementFields } from './editor-fields.tsx'
import { texts } from './editor-texts.ts'
import { type Faults, RuleField } from './rule-field.tsx'

export function ConditionsEditor(props: {
  document: PolicyDocument
  above: Policy | undefined
  faults: Faults
  onChange: (document: PolicyDocument) => void
}): ReactNode {
  const t = useTexts(texts)
  const { document, above, faults, onChange } = props
  const rows = conditionRows(document, above)
  const put = (at: number, row: ConditionRow | null) =>
    onChange(withConditions(document, row === null ? rows.toSpliced(at, 1) : rows.toSpliced(at, 1, row)))
  const add = () => {
    const clause = freshClause(rows.map((row) => row.clause))
    onChange(withConditions(document, [...rows, { ...emptyStatement, clause, rule: '', origin: 'own' }]))
  }
  return (
    <Panel title={t.conditions} extra={<Button onClick={add}>{t.addCondition}</Button>}>
      <p className="faded small">{t.conditionsHint}</p>
      <ul className="policy-edited">
        {rows.map((row, at) => (
          <li key={row.clause}>
            <Condition
              row={row}
              original={above?.who.find(({ clause }) => clause === row.clause)}
              faults={faults.filter(({ path }) => path === pathOfCondition(document, rows, at))}
              onChange={(changed) => put(at, changed)}
            />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Condition(props: {
  row: ConditionRow
  original: Policy['who'][number] | undefined
  faults: Faults
  onChange: (row: ConditionRow | null) => void
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { row, original, faults, onChange } = props
  const restore = () => original && onChange({ ...original, origin: 'above' })
  if (row.origin === 'above' || row.origin === 'removed')
    return (
      <div className="policy-inherited">
        <div className="row">
          <StatusChip tone={row.origin === 'removed' ? 'ended' : 'plain'}>{t[row.origin]}</StatusChip>
          <span>{say(row.text)}</span>
        </div>
        <code className="clause-line">{row.rule}</code>
        <div className="row">
          {row.origin === 'removed' ? (
            <Button size="small" onClick={restore}>
              {t.restore}
            </Button>
          ) : (
            <>
              <Button size="small" onClick={() => onChange({ ...row, origin: 'replaced' })}>
                {t.replace}
              </Button>
              <Button size="small" type="text" onClick={() => onChange({ ...row, origin: 'removed' })}>
                {t.drop}
              </Button>
            </>
          )}
        </div>
      </div>
    )
  return (
    <>
      {row.origin === 'replaced' && (
        <div className="row">
          <StatusChip tone="waiting">{t.replaced}</StatusChip>
          <Button size="small" type="text" onClick={restore}>
            {t.restore}
          </Button>
        </div>
      )}
      <RuleField label={t.rule} value={row.rule} faults={faults} onChange={(rule) => onChange({ ...row, rule })} />
      <StatementFields value={row} onChange={onChange} />
      {row.origin === 'own' && (
        <Button size="small" type="text" onClick={() => onChange(null)}>
          {t.remove}
        </Button>
      )}
    </>
  )
}
