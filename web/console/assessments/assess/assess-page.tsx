import { getAssessment } from '@yinian/core/assessments/api.ts'
import type { Information, Instrument } from '@yinian/core/assessments/instrument.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { scoreAssessment } from '@yinian/core/assessments/score.ts'
import { Button, Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useEndpoint } from '../../../client/queries.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { useKept } from '../../parts/kept.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { usePageName } from '../../shell/page-name.tsx'
import '../assessments.css'
import { StateChip } from '../chips.tsx'
import { texts } from '../texts.ts'
import './assess.css'
import { Withheld } from '../../parts/withheld.tsx'
import { WithInstrument } from '../use-instrument.tsx'
import type { DraftState } from './draft-keeper.ts'
import type { Entries, FilledIn } from './entries.ts'
import { FormPart } from './form-part.tsx'
import { IndicatorPart } from './indicator-part.tsx'
import { PartBar, summaryPart } from './part-bar.tsx'
import { type MissingEntry, missingEntries, partsOf } from './parts-of-form.ts'
import { SummaryPart } from './summary-part.tsx'
import { useDraftKeeper } from './use-draft-keeper.ts'

/** The assessing page, for a tablet at the elder's home. */
export function AssessPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getAssessment, { params: { county, id } })
  return (
    <Answer of={asked} height={480}>
      {(assessment) => (
        <WithInstrument id={assessment.instrumentId} version={assessment.instrumentVersion}>
          {(instrument) =>
            assessment.withheld?.includes('assessment') ? (
              <Withheld />
            ) : assessment.possible.includes('save') ? (
              // Whoever corrects after a signature fell starts from what was signed.
              <FillIn
                key={`${assessment.id} ${assessment.signatures.length}`}
                assessment={assessment}
                instrument={instrument}
              />
            ) : (
              <ReadThrough assessment={assessment} instrument={instrument} />
            )
          }
        </WithInstrument>
      )}
    </Answer>
  )
}

interface Props {
  readonly assessment: Assessment
  readonly instrument: Instrument
}

function FillIn({ assessment, instrument }: Props): ReactNode {
  const { keeper, draft } = useDraftKeeper(assessment, instrument)
  return (
    <Assessing
      assessment={assessment}
      instrument={instrument}
      filledIn={draft}
      note={<SavedNote draft={draft} />}
      enter={keeper.enter}
      settle={keeper.flush}
    />
  )
}

function ReadThrough({ assessment, instrument }: Props): ReactNode {
  const t = useTexts(texts)
  const signed = assessment.possible.includes('withdraw-signature')
  return (
    <Assessing
      assessment={assessment}
      instrument={instrument}
      filledIn={{ answers: assessment.answers, information: (assessment.information ?? {}) as Information }}
      note={<p className="note-box">{signed ? t.readOnlySigned : t.readOnly}</p>}
      settle={() => Promise.resolve(assessment.version)}
    />
  )
}

interface AssessingProps extends Props {
  readonly filledIn: FilledIn
  readonly note: ReactNode
  /** Absent: read only. */
  readonly enter?: (entries: Partial<Entries>) => void
  readonly settle: () => Promise<number>
}

type Mode = 'one' | 'all'

function Assessing({ assessment, instrument, filledIn, note, enter, settle }: AssessingProps): ReactNode {
  const t = useTexts(texts)
  const [mode, setMode] = useKept<Mode>('assess.mode', 'one')
  const [address, setAddress] = useSearchParams()
  usePageName(assessment.elderName ?? assessment.number)
  const parts = partsOf(instrument)
  const score = scoreAssessment(instrument, filledIn.answers, filledIn.information, assessment.scoring)
  const missing = missingEntries(instrument, filledIn, score)
  const open = address.get('part') ?? parts[0]?.id ?? summaryPart
  const part = parts.find(({ id }) => id === open)

  const goTo = (id: string, item?: string) => {
    setAddress(item === undefined ? { part: id } : { part: id, item }, { replace: true, preventScrollReset: true })
    scrollTo({ top: 0 })
  }
  const leave = (by: -1 | 1) => {
    const next = parts[parts.findIndex(({ id }) => id === open) + by]
    if (next === undefined) return by === 1 ? goTo(summaryPart) : undefined
    goTo(next.id, next.kind === 'indicator' ? next.indicator.items.at(by === 1 ? 0 : -1)?.id : undefined)
  }
  return (
    <div className="assessing">
      <PageHead
        title={assessment.elderName ?? assessment.number}
        hint={<Who assessment={assessment} />}
        actions={
          <>
            <StateChip state={assessment.state} />
            <Segmented<Mode>
              value={mode}
              onChange={(chosen) => {
                setMode(chosen)
                // The arrow keys are the items' again.
                if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
              }}
              options={[
                { value: 'one', label: t.oneByOne },
                { value: 'all', label: t.allTogether },
              ]}
            />
          </>
        }
      />
      <div className="part-head">
        {note}
        <PartBar parts={parts} open={open} score={score} max={instrument.max} missing={missing} goTo={goTo} />
      </div>
      {part?.kind === 'form' && (
        <>
          <FormPart
            assessment={assessment}
            instrument={instrument}
            form={part.form}
            information={filledIn.information}
            fill={enter && ((field, value) => enter({ information: { [field]: value } }))}
          />
          <NextPart leave={leave} />
        </>
      )}
      {part?.kind === 'indicator' && (
        <IndicatorPart
          key={part.id}
          indicator={part.indicator}
          answers={filledIn.answers}
          choose={enter && ((item, given) => enter({ answers: { [item]: given } }))}
          alone={mode === 'one'}
          item={address.get('item')}
          goTo={(item) => goTo(part.id, item)}
          leave={leave}
        />
      )}
      {part?.kind === 'indicator' && mode === 'all' && <NextPart leave={leave} />}
      {part === undefined && (
        <SummaryPart
          assessment={{ ...assessment, answers: { ...filledIn.answers }, score: live(score) }}
          missing={missing}
          goTo={(entry: MissingEntry) => goTo(entry.part, entry.id.startsWith('B') ? entry.id : undefined)}
          settle={settle}
        />
      )}
    </div>
  )
}

/** The same score in the shape of an answer of the platform. */
function live(score: ReturnType<typeof scoreAssessment>): Assessment['score'] {
  return {
    ...score,
    indicators: [...score.indicators],
    missing: [...score.missing],
    changes: score.changes.map((change) => ({ ...change, reason: { ...change.reason } })),
    toConfirm: score.toConfirm.map((text) => ({ ...text })),
  }
}

function Who({ assessment }: { assessment: Assessment }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <>
      {assessment.number}
      {assessment.elderAge !== null && ` · ${t.aged({ age: assessment.elderAge })}`} ·{' '}
      {assessment.assessors.join(say({ zh: '、', en: ', ' }))}
    </>
  )
}

function NextPart({ leave }: { leave: (by: -1 | 1) => void }): ReactNode {
  const t = useTexts(texts)
  return (
    <nav className="item-steps">
      <Button size="large" onClick={() => leave(-1)}>
        {t.previousPart}
      </Button>
      <Button size="large" onClick={() => leave(1)}>
        {t.nextPart}
      </Button>
    </nav>
  )
}

/** Where what is filled in stands: with the server, or for the time being here. */
function SavedNote({ draft }: { draft: DraftState }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <div role="status">
      {draft.status === 'saved' && <p className="saved-note faded small">✓ {t.saved}</p>}
      {draft.status === 'saving' && <p className="saved-note faded small">{t.saving}</p>}
      {draft.status === 'offline' && <p className="note-box">{t.offline}</p>}
      {draft.status === 'refused' && draft.refusal !== null && (
        <p className="faults">{t.refusedEntry({ why: say(draft.refusal.reply.message) })}</p>
      )}
      {draft.merged && <p className="note-box">{t.merged}</p>}
    </div>
  )
}
