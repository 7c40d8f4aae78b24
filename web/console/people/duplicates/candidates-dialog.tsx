import { nameOfReason } from '@yinian/core/people/matching.ts'
import type { Candidate } from '@yinian/core/people/matching-api.ts'
import { Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { texts } from '../one-person-texts.ts'
import '../people.css'

interface CandidatesDialogProps {
  /** Beside whom they are shown: what was typed. */
  readonly typed: { readonly name: string; readonly documentNumber: string }
  readonly candidates: readonly Candidate[]
  readonly busy: boolean
  readonly onBack: () => void
  readonly onAnother: (reason: string) => void
}

/** Asked before a second file is made: is this the same person? */
export function CandidatesDialog({ typed, candidates, busy, onBack, onAnother }: CandidatesDialogProps): ReactNode {
  const t = useTexts(texts)
  const [reason, setReason] = useState('')
  return (
    <Modal
      open
      title={t.possiblySame}
      onCancel={onBack}
      cancelText={t.backToForm}
      okText={t.anotherPerson}
      okButtonProps={{ disabled: reason.trim().length < 2 }}
      confirmLoading={busy}
      onOk={() => onAnother(reason.trim())}
      width={640}
    >
      <div className="stack-tight">
        <p>{t.possiblySameMeans}</p>
        <p>
          <strong>{typed.name}</strong> · {typed.documentNumber}
        </p>
        <ul className="candidates plain-list">
          {candidates.map((one) => (
            <CandidateRow key={one.elder?.id ?? `${one.countyName} ${one.score}`} of={one} />
          ))}
        </ul>
        {candidates.some(({ reasons }) => reasons.includes('document')) && <p className="note-box">{t.numberHeld}</p>}
        <label htmlFor="another-reason">{t.anotherReason}</label>
        <Input.TextArea
          id="another-reason"
          rows={2}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Modal>
  )
}

function CandidateRow({ of: one }: { of: Candidate }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const joined = say({ zh: '；', en: '; ' })
  return (
    <li>
      <span>
        {one.elder === null ? (
          <strong>{t.fileIn({ county: one.countyName })}</strong>
        ) : (
          <>
            <strong>{one.elder.name}</strong> · {format.day(one.elder.birth)} · {one.elder.documentNumber}
            <br />
            <span className="small">
              {[one.elder.regionPath, one.elder.phone, one.elder.address].filter(Boolean).join(' · ')}
            </span>
          </>
        )}
        <br />
        <span className="faded small">
          {t.likeness} {one.score}
          {one.reasons.length > 0 && ` · ${one.reasons.map((reason) => say(nameOfReason(reason))).join(joined)}`}
        </span>
      </span>
      {one.elder !== null && (
        <Link to={`/people/${one.elder.id}`} target="_blank" rel="noreferrer">
          {t.sameOpen}
        </Link>
      )}
    </li>
  )
}
