import { isLayer, type PolicyDocument } from '@yinian/core/benefits/layers.ts'
import type { Policy } from '@yinian/core/benefits/policy.ts'
import { emptyStatement } from '@yinian/core/benefits/policy-draft.ts'
import { Checkbox, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTexts } from '../../../language/language.ts'
import { Panel } from '../../parts/page-head.tsx'
import { Field, PhraseFields, SourceField, StatementFields, StatusField } from './editor-fields.tsx'
import { texts } from './editor-texts.ts'
import { FaultLines, type Faults } from './rule-field.tsx'

interface EditorProps {
  readonly document: PolicyDocument
  readonly faults: Faults
  readonly onChange: (document: PolicyDocument) => void
}

/** Which programme, from when, and by which document. */
export function AboutEditor({ document, faults, onChange, fixed }: EditorProps & { fixed: boolean }): ReactNode {
  const t = useTexts(texts)
  const put = (changed: Partial<Policy>) => onChange({ ...document, ...changed } as PolicyDocument)
  const paper = (changed: Partial<Policy['document']>) => put({ document: { ...document.document, ...changed } })
  const under = (...paths: string[]) => faults.filter(({ path }) => paths.includes(path))
  return (
    <Panel title={t.about}>
      {isLayer(document) && <p className="faded small">{t.buildsUpon}</p>}
      <Field label={t.code}>
        {(id) => (
          <Input
            id={id}
            disabled={fixed || isLayer(document)}
            placeholder={t.codeHint}
            value={document.programme}
            onChange={({ target }) => put({ programme: target.value })}
          />
        )}
      </Field>
      <FaultLines faults={under('/programme')} />
      {document.name !== undefined && (
        <>
          <PhraseFields label={t.name} value={document.name} onChange={(name) => put({ name })} />
          <FaultLines faults={under('/name', '/name/zh', '/name/en')} />
        </>
      )}
      <div className="policy-pair">
        <Field label={t.validFrom}>
          {(id) => (
            <Input
              id={id}
              type="month"
              value={document.validFrom}
              onChange={({ target }) => put({ validFrom: target.value })}
            />
          )}
        </Field>
        <Field label={t.validTo}>
          {(id) => (
            <Input
              id={id}
              type="month"
              value={document.validTo ?? ''}
              onChange={({ target }) => put({ validTo: target.value === '' ? null : target.value })}
            />
          )}
        </Field>
      </div>
      <FaultLines faults={under('/validFrom', '/validTo', '/extends', '')} />
      <PhraseFields label={t.title} value={document.document.title} onChange={(title) => paper({ title })} />
      <FaultLines faults={under('/document/title/zh', '/document/title/en')} />
      <div className="policy-pair">
        <Field label={t.number}>
          {(id) => (
            <Input
              id={id}
              value={document.document.number}
              onChange={({ target }) => paper({ number: target.value })}
            />
          )}
        </Field>
        <Field label={t.date}>
          {(id) => (
            <Input id={id} value={document.document.date} onChange={({ target }) => paper({ date: target.value })} />
          )}
        </Field>
      </div>
      <FaultLines faults={under('/document/number', '/document/date')} />
      <div className="policy-pair">
        <SourceField value={document.document.source} onChange={(source) => paper({ source })} />
        <StatusField value={document.document.status} onChange={(status) => paper({ status })} />
      </div>
      <FaultLines faults={under('/document/source')} />
    </Panel>
  )
}

/** How it is granted and paid; a layer leaves what it does not say as above. */
export function PaymentEditor({ document, faults, onChange }: EditorProps): ReactNode {
  const t = useTexts(texts)
  const put = (changed: Partial<Policy>) => onChange({ ...document, ...changed } as PolicyDocument)
  const choose = <Value extends string>(
    label: string,
    value: Value,
    options: readonly (readonly [Value, string])[],
    set: (value: Value) => void,
  ) => (
    <Field label={label}>
      {(id) => (
        <Select<Value>
          id={id}
          value={value}
          options={options.map(([one, name]) => ({ value: one, label: name }))}
          onChange={set}
        />
      )}
    </Field>
  )
  const { payment } = document
  const roundings = ['fen-nearest', 'fen-down', 'yuan-nearest', 'yuan-up', 'yuan-down'] as const
  return (
    <Panel title={t.payment}>
      {!isLayer(document) && payment !== undefined && (
        <>
          <div className="policy-pair">
            {choose(
              t.kind,
              document.kind,
              [
                ['cash', t.cash],
                ['credit', t.credit],
              ],
              (kind) => put({ kind }),
            )}
            {choose(
              t.basis,
              document.basis,
              [
                ['户籍', t.registration],
                ['常住', t.residence],
              ],
              (basis) => put({ basis }),
            )}
          </div>
          <div className="policy-pair">
            {choose(
              t.payee,
              document.payee,
              [
                ['elder', t.elder],
                ['institution-or-carer', t.carer],
              ],
              (payee) => put({ payee }),
            )}
            {choose(
              t.start,
              payment.start,
              [
                ['month-reached', t.startReached],
                ['month-after', t.startAfter],
              ],
              (start) => put({ payment: { ...payment, start } }),
            )}
          </div>
          {choose(
            t.rounding,
            payment.rounding,
            roundings.map((one) => [one, t[one]] as const),
            (rounding) => put({ payment: { ...payment, rounding } }),
          )}
          <h3 className="run-heading">{t.payer}</h3>
          <StatementFields value={document.payer} onChange={(payer) => put({ payer })} />
        </>
      )}
      {choose(
        t.granting,
        document.granting ?? 'automatic',
        [
          ['automatic', t.automatic],
          ['application', t.application],
        ],
        (granting) => put({ granting }),
      )}
      <FaultLines faults={faults.filter(({ path }) => /^\/(basis|payment|payer|payee|granting)/.test(path))} />
      <Checkbox
        checked={document.floor !== undefined}
        onChange={({ target }) => onChange(withFloor(document, target.checked))}
      >
        {t.floor}
      </Checkbox>
      {document.floor !== undefined && <StatementFields value={document.floor} onChange={(floor) => put({ floor })} />}
    </Panel>
  )
}

function withFloor(document: PolicyDocument, is: boolean): PolicyDocument {
  if (is) return { ...document, floor: { ...emptyStatement } }
  const { floor: _, ...rest } = document
  return rest as PolicyDocument
}
