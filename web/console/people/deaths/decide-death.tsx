import { type DeathReport, decideDeath } from '@yinian/core/people/death-api.ts'
import type { ReactNode } from 'react'
import { useCommand } from '../../../client/queries.ts'
import { useTexts } from '../../../language/language.ts'
import { ConfirmAction } from '../../parts/confirm-action.tsx'
import { texts } from '../one-person-texts.ts'

/** What the reader may do with a report now. */
export function DecideDeath({ report }: { report: DeathReport }): ReactNode {
  const t = useTexts(texts)
  const decide = useCommand(decideDeath)
  const words: Readonly<Record<DeathReport['may'][number], readonly [string, string]>> = {
    confirm: [t.confirmDeath, t.confirmDeathMeans],
    mistaken: [t.mistaken, t.mistakenMeans],
    'ask-undo': [t.askUndo, t.askUndoMeans],
    undo: [t.approveUndo, t.approveUndoMeans],
    'refuse-undo': [t.refuseUndo, t.refuseUndoMeans],
  }
  if (report.may.length === 0) return '—'
  return (
    <span className="row">
      {report.may.map((decision) => (
        <ConfirmAction
          key={decision}
          size="small"
          label={words[decision][0]}
          title={words[decision][0]}
          explain={words[decision][1]}
          reason="required"
          danger={decision === 'confirm'}
          run={(reason) =>
            decide.mutateAsync({ params: { county: report.county, id: report.id }, body: { decision, reason } })
          }
          done={t.decided}
        />
      ))}
    </span>
  )
}
