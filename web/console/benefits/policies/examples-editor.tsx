import { type FactName, type FactRow, factDefinition, factNames } from '@yinian/core/benefits/facts.ts'
import type { PolicyDocument } from '@yinian/core/benefits/layers.ts'
import type { Policy, PolicyExample } from '@yinian/core/benefits/policy.ts'
import { conditionRows } from '@yinian/core/benefits/policy-draft.ts'
import { Button, Form, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Panel } from '../../parts/page-head.tsx'
import { FactField } from '../fact-field.tsx'
import { Field, PhraseFields, YuanField } from './editor-fields.tsx'
import { texts } from './editor-texts.ts'
import { FaultLines, type Faults } from './rule-field.tsx'

interface ExamplesProps {
  readonly document: PolicyDocument
  readonly above: Policy | undefined
  readonly faults: Faults
  readonly onChange: (document: PolicyDocument) => void
}

/** Invented people and what has to come out for them; one is open at a time. */
export function ExamplesEditor({ document, above, faults, onChange }: ExamplesProps): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const [open, setOpen] = useState<number | null>(null)
  const examples = document.examples ?? []
  const put = (at: number, one: PolicyExample | null) =>
    onChange({ ...document, examples: one === null ? examples.toSpliced(at, 1) : examples.toSpliced(at, 1, one) })
  const read = factsRead(document, above)
  const add = () => {
    onChange({ ...document, examples: [...examples, { name: { zh: '', en: '' }, facts: {}, expect: { fen: 100 } }] })
    setOpen(examples.length)
  }
  return (
    <Panel title={t.examples} extra={<Button onClick={add}>{t.addExample}</Button>}>
      <p className="faded small">{t.examplesHint}</p>
      <FaultLines faults={faults.filter(({ path }) => path === '/examples')} />
      <ul className="policy-edited">
        {examples.map((example, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an example has no name of its own before it is written
          <li key={at}>
            <div className="row">
              <strong>{say(example.name) || at + 1}</strong>
              <Button size="small" onClick={() => setOpen(open === at ? null : at)}>
                {open === at ? t.close : t.change}
              </Button>
              <Button size="small" type="text" onClick={() => put(at, null)}>
                {t.remove}
              </Button>
            </div>
            <FaultLines faults={faults.filter(({ path }) => path.startsWith(`/examples/${at}`))} />
            {open === at && (
              <Example
                example={example}
                read={read}
                clauses={conditionRows(document, above)}
                onChange={(changed) => put(at, changed)}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** The facts whose names stand in a rule; an example needs no others. */
function factsRead(document: PolicyDocument, above: Policy | undefined): FactName[] {
  const amount = document.amount ?? above?.amount
  const text = JSON.stringify([conditionRows(document, above).map(({ rule }) => rule), amount])
  return factNames.filter((name) => text.includes(name))
}

function Example(props: {
  example: PolicyExample
  read: readonly FactName[]
  clauses: readonly { readonly clause: string; readonly text: { readonly zh: string; readonly en: string } }[]
  onChange: (example: PolicyExample) => void
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { example, read, clauses, onChange } = props
  const { expect, facts } = example
  const kind = 'fen' in expect ? 'fen' : 'fails' in expect ? 'fails' : 'missing'
  const begin = { fen: { fen: 100 }, fails: { fails: [] as string[] }, missing: { missing: [] as string[] } }
  const putFact = (name: FactName, value: FactRow[FactName]) => {
    const { [name]: _, ...rest } = facts
    onChange({ ...example, facts: value === null ? rest : { ...facts, [name]: value } })
  }
  return (
    <>
      <PhraseFields label={t.name} value={example.name} onChange={(name) => onChange({ ...example, name })} />
      <Form layout="vertical" component="div" className="policy-facts">
        {read.map((name) => (
          <FactField
            key={name}
            name={name}
            value={facts[name] ?? null}
            onChange={(value) => putFact(name, value as FactRow[FactName])}
          />
        ))}
      </Form>
      <div className="policy-pair">
        <Field label={t.expect}>
          {(id) => (
            <Select
              id={id}
              value={kind}
              options={[
                { value: 'fen', label: t.expectFen },
                { value: 'fails', label: t.expectFails },
                { value: 'missing', label: t.expectMissing },
              ]}
              onChange={(chosen: typeof kind) => onChange({ ...example, expect: begin[chosen] })}
            />
          )}
        </Field>
        {'fen' in expect && (
          <YuanField value={expect.fen} onChange={(fen) => onChange({ ...example, expect: { fen: fen ?? 0 } })} />
        )}
        {'fails' in expect && (
          <Field label={t.failing}>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                value={expect.fails}
                options={clauses.map(({ clause, text }) => ({ value: clause, label: say(text) || clause }))}
                onChange={(fails: string[]) => onChange({ ...example, expect: { fails } })}
              />
            )}
          </Field>
        )}
        {'missing' in expect && (
          <Field label={t.missing}>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                value={expect.missing}
                options={read.map((name) => ({ value: name, label: say(factDefinition(name).name) }))}
                onChange={(missing: string[]) => onChange({ ...example, expect: { missing } })}
              />
            )}
          </Field>
        )}
      </div>
    </>
  )
}
