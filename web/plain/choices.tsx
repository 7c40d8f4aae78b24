import type { Text } from '@yinian/core/language/text.ts'
import type { ReactNode } from 'react'
import { useSpoken } from './language.tsx'

/** One of a few, each as large as a button. */
export function Choices(props: {
  label: Text
  name: string
  of: Readonly<Record<string, Text>>
  /** What is chosen at first. */
  at: string
  onChange?: (value: string) => void
}): ReactNode {
  const { say } = useSpoken()
  return (
    <fieldset className="field">
      <legend>{say(props.label)}</legend>
      {Object.entries(props.of).map(([value, name]) => (
        <label key={value} className="choice">
          <input
            type="radio"
            name={props.name}
            value={value}
            defaultChecked={value === props.at}
            onChange={() => props.onChange?.(value)}
          />
          <span>{say(name)}</span>
        </label>
      ))}
    </fieldset>
  )
}
