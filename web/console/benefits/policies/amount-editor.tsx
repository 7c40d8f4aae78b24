import { isLayer, type PolicyDocument } from '@yinian/core/benefits/layers.ts'
import { amountsOf, type Policy } from '@yinian/core/benefits/policy.ts'
import { emptyStatement, freshClause } from '@yinian/core/benefits/policy-draft.ts'
import { Button, Checkbox, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTexts } from '../../../language/language.ts'
import { Panel } from '../../parts/page-head.tsx'
import { Field, StatementFields, YuanField } from './editor-fields.tsx'
import { texts } from './editor-texts.ts'
import { FaultLines, type Faults, RuleField } from './rule-field.tsx'
import { TableEditor } from './table-editor.tsx'

export type Amount = Policy['amount']
type Kind = 'above' | 'cases' | 'table' | 'formula'

const kindOf = (amount: PolicyDocument['amount']): Kind =>
  amount === undefined ? 'above' : 'table' in amount ? 'table' : 'clause' in amount ? 'formula' : 'cases'

export function AmountEditor(props: {
  document: PolicyDocument
  above: Policy | undefined
  faults: Faults
  onChange: (document: PolicyDocument) => void
}): ReactNode {
  const t = useTexts(texts)
  const { document, above, faults, onChange } = props
  const amount = wholeOf(document, above)
  const put = (changed: Amount | undefined) => onChange(withAmount(document, changed))
  const kinds: readonly Kind[] = isLayer(document)
    ? ['above', 'cases', 'table', 'formula']
    : ['cases', 'table', 'formula']
  const names = { above: t.asAbove, cases: t.cases, table: t.table, formula: t.formula }
  return (
    <Panel title={t.amount}>
      <div className="policy-pair">
        <Field label={t.amountKind}>
          {(id) => (
            <Select<Kind>
              id={id}
              value={kindOf(amount)}
              options={kinds.map((value) => ({ value, label: names[value] }))}
              onChange={(kind) => put(kind === 'above' ? undefined : beginAs(kind, amount ?? above?.amount))}
            />
          )}
        </Field>
        {amount !== undefined && kindOf(amount) !== 'formula' && (
          <Checkbox
            checked={document.otherwise === 'nothing'}
            onChange={({ target }) => onChange(withOtherwise(document, target.checked))}
          >
            {t.noAmount}
          </Checkbox>
        )}
      </div>
      <FaultLines faults={faults.filter(({ path }) => path === '/amount')} />
      {amount !== undefined && 'cases' in amount && <Cases cases={amount.cases} faults={faults} onChange={put} />}
      {amount !== undefined && 'table' in amount && (
        <TableEditor table={amount.table} faults={faults} onChange={(table) => put({ table })} />
      )}
      {amount !== undefined && 'clause' in amount && (
        <>
          <RuleField
            label={t.fenFormula}
            value={amount.fen ?? ''}
            faults={faults.filter(({ path }) => path === '/amount/fen')}
            onChange={(fen) => put({ ...amount, fen: fen === '' ? null : fen })}
          />
          <StatementFields value={amount} onChange={put} />
        </>
      )}
    </Panel>
  )
}

/** Single cases that a layer changes are edited as the whole they make with those above. */
function wholeOf({ amount }: PolicyDocument, above: Policy | undefined): Amount | undefined {
  if (amount === undefined || 'cases' in amount || 'table' in amount || 'clause' in amount) return amount
  const { add = [], replace = [] } = amount
  const inherited = above && 'cases' in above.amount ? above.amount.cases : []
  const cases = inherited.map((one) => replace.find(({ clause }) => clause === one.clause) ?? one)
  return { cases: [...cases, ...add].map(({ from: _, ...one }) => one) }
}

function withAmount(document: PolicyDocument, amount: Amount | undefined): PolicyDocument {
  if (amount !== undefined) return { ...document, amount }
  const { amount: _, ...rest } = document
  return rest as PolicyDocument
}

function withOtherwise(document: PolicyDocument, nothing: boolean): PolicyDocument {
  if (nothing) return { ...document, otherwise: 'nothing' }
  const { otherwise: _, ...rest } = document
  return rest as PolicyDocument
}

/** What was written one way, begun in another; what has no place there is left behind. */
function beginAs(kind: Exclude<Kind, 'above'>, from: Amount | undefined): Amount {
  const parts = from === undefined ? [] : amountsOf({ amount: from })
  const fenOf = (fen: number | string | null) => (typeof fen === 'number' ? fen : null)
  const stated = ({ clause, text, source, status }: (typeof parts)[number]) => ({ clause, text, source, status })
  if (kind === 'cases')
    return { cases: parts.map((one) => ({ ...stated(one), when: one.when ?? 'true', fen: fenOf(one.fen) })) }
  if (kind === 'table')
    return {
      table: {
        hit: 'unique',
        inputs: ['年龄'],
        rows: parts.map((one) => ({ ...stated(one), when: ['-'], fen: fenOf(one.fen) })),
      },
    }
  const [first] = parts
  return { ...(first ? stated(first) : { ...emptyStatement, clause: 'amount-1' }), fen: null }
}

type CaseRow = Extract<Amount, { cases: unknown }>['cases'][number]

function Cases(props: { cases: readonly CaseRow[]; faults: Faults; onChange: (amount: Amount) => void }): ReactNode {
  const t = useTexts(texts)
  const { cases, faults, onChange } = props
  const put = (at: number, one: CaseRow | null) =>
    onChange({ cases: one === null ? cases.toSpliced(at, 1) : cases.toSpliced(at, 1, one) })
  const add = () => {
    const clause = freshClause(
      cases.map((one) => one.clause),
      'case',
    )
    onChange({ cases: [...cases, { ...emptyStatement, clause, when: '', fen: null }] })
  }
  return (
    <>
      <p className="faded small">{t.casesHint}</p>
      <ol className="policy-edited">
        {cases.map((one, at) => (
          <li key={one.clause}>
            <div className="policy-pair">
              <RuleField
                label={t.when}
                value={one.when}
                faults={faults.filter(({ path }) => path.startsWith(`/amount/cases/${at}`))}
                onChange={(when) => put(at, { ...one, when })}
              />
              <YuanField value={one.fen} onChange={(fen) => put(at, { ...one, fen })} />
            </div>
            <StatementFields value={one} onChange={(changed) => put(at, changed)} />
            <Button size="small" type="text" onClick={() => put(at, null)}>
              {t.remove}
            </Button>
          </li>
        ))}
      </ol>
      <Button onClick={add}>{t.addCase}</Button>
    </>
  )
}
