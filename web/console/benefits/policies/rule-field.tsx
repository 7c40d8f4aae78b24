import type { PolicyCheck } from '@yinian/core/benefits/policy-api.ts'
import { Input } from 'antd'
import type { ReactNode } from 'react'
import { useLanguage } from '../../../language/language.ts'
import { Field } from './editor-fields.tsx'

export type Faults = PolicyCheck['faults']

/** A text of the rule language with what is wrong with it beneath. */
export function RuleField(props: {
  label: string
  value: string
  faults: Faults
  onChange: (value: string) => void
}): ReactNode {
  const { label, value, faults, onChange } = props
  return (
    <>
      <Field label={label}>
        {(id) => (
          <Input.TextArea
            id={id}
            className="policy-rule"
            autoSize={{ minRows: 1, maxRows: 6 }}
            spellCheck={false}
            status={faults.length > 0 ? 'error' : ''}
            value={value}
            onChange={({ target }) => onChange(target.value)}
          />
        )}
      </Field>
      <FaultLines faults={faults} />
    </>
  )
}

export function FaultLines({ faults }: { faults: Faults }): ReactNode {
  const { say } = useLanguage()
  return (
    <>
      {faults.map((fault) => (
        <p key={`${fault.line} ${fault.column} ${fault.message.zh}`} className="policy-fault" role="status">
          {fault.line === undefined ? '' : `${fault.line}:${fault.column} `}
          {say(fault.message)}
        </p>
      ))}
    </>
  )
}
