import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Refusal } from '../../client/refusal.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Blank } from './blank.tsx'
import { texts } from './texts.ts'

/** A question that was refused, in the place of its answer. */
export function Refused({ refusal, retry }: { refusal: Refusal; retry?: () => void }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <div role="alert">
      <Blank
        title={say(refusal.reply.message)}
        action={retry !== undefined && <Button onClick={retry}>{t.retry}</Button>}
      >
        <code className="small faded">{t.problemCode({ code: refusal.code })}</code>
      </Blank>
    </div>
  )
}

/** A command that was refused, above what was being done. */
export function RefusedLine({ refusal }: { refusal: Refusal | null }): ReactNode {
  const { say } = useLanguage()
  return (
    <div role="alert">
      {refusal !== null && (
        <div className="faults">
          <strong>{say(refusal.reply.message)}</strong>
          {refusal.reply.faults !== undefined && (
            <ul>
              {refusal.reply.faults.map((fault) => (
                <li key={fault.at}>{say(fault.message)}</li>
              ))}
            </ul>
          )}
        </div>
      )}
    </div>
  )
}
