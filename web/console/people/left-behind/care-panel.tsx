import type { ElderFile } from '@yinian/core/people/api.ts'
import { type CareContact, type CareFile, getCareOf } from '@yinian/core/people/left-behind/api.ts'
import { careEndings, careFindings, careManners, careNeeds } from '@yinian/core/people/left-behind/vocabulary.ts'
import type { ReactNode } from 'react'
import { useEndpoint } from '../../../client/queries.ts'
import { DayText, InstantText, useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { DueBy, type DueItem } from '../../parts/file-page.tsx'
import { Facts, Panel } from '../../parts/page-head.tsx'
import { StatusChip, type Tone } from '../../parts/status-chip.tsx'
import { UnlessWithheld } from '../../parts/withheld.tsx'
import { May, useMay } from '../../shell/me.tsx'
import { RevealedField } from '../revealed-field.tsx'
import { CorrectDialog, RecordDialog } from './contact-dialogs.tsx'
import { FamilyPart } from './family-part.tsx'
import { PlanDialog } from './plan-dialog.tsx'
import { texts } from './texts.ts'

/** Who looks in on the elder, where the children are, and what was found each time. */
export function CarePanel({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const asked = useEndpoint(getCareOf, { params: { id: elder.id } })
  return (
    <Panel
      title={t.care}
      extra={
        elder.state === 'active' && (
          <May do="people:write">
            <span className="row">
              {asked.data && <PlanDialog elderId={elder.id} again={asked.data.plan !== null} />}
              <RecordDialog elderId={elder.id} />
            </span>
          </May>
        )
      }
    >
      <Answer of={asked} height={120}>
        {(care) => (
          <>
            <Plan elder={elder} care={care} />
            <FamilyPart elder={elder} care={care} />
            <Ledger elder={elder} care={care} />
          </>
        )}
      </Answer>
    </Panel>
  )
}

function Plan({ elder, care }: { elder: ElderFile; care: CareFile }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { plan } = care
  if (plan === null)
    return (
      <>
        <NoPlan care={care} />
        <EarlierPlans care={care} />
      </>
    )
  return (
    <>
      <Facts
        of={[
          [t.person, plan.personName],
          [
            t.personPhone,
            plan.personPhone === null ? null : (
              <RevealedField
                key={plan.id}
                elderId={elder.id}
                field="carePersonPhone"
                recordId={plan.id}
                label={t.phoneOf({ name: plan.personName })}
                value={plan.personPhone}
              />
            ),
          ],
          [t.interval, `${t.every({ days: plan.intervalDays })} · ${say(careManners[plan.manner])}`],
          [t.last, care.lastContactOn === null ? t.never : <DayText key="last" day={care.lastContactOn} />],
          [t.nextDue, care.nextDue === null ? null : <DueBy key="due" day={care.nextDue} />],
          [t.note, plan.note],
        ]}
      />
      <EarlierPlans care={care} />
    </>
  )
}

/** Why nobody looks in: nobody has been named, or what there was has ended. */
function NoPlan({ care: { ended, planDueSince } }: { care: CareFile }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  if (ended === null) return <p className="faded">{t.noPlan}</p>
  const before = { name: ended.personName, days: ended.intervalDays, on: format.day(ended.on) }
  return planDueSince === null ? (
    <p className="faded">{t.planEnded({ ...before, why: say(careEndings[ended.as]) })}</p>
  ) : (
    <p className="note-box">{t.planDue(before)}</p>
  )
}

function EarlierPlans({ care: { earlierPlans } }: { care: CareFile }): ReactNode {
  const t = useTexts(texts)
  if (earlierPlans.length === 0) return null
  return (
    <details className="earlier">
      <summary>{t.earlierPlans({ count: earlierPlans.length })}</summary>
      <ul className="looks">
        {earlierPlans.map((one) => (
          <li key={one.id} className="small">
            <span>
              {one.personName} · {t.every({ days: one.intervalDays })}
            </span>
            <DayText day={one.from} />
          </li>
        ))}
      </ul>
    </details>
  )
}

const tones: Readonly<Record<CareContact['finding'], Tone>> = {
  well: 'good',
  attention: 'waiting',
  urgent: 'bad',
  'not-met': 'neutral',
}

function Ledger({ elder, care }: { elder: ElderFile; care: CareFile }): ReactNode {
  const t = useTexts(texts)
  return (
    <>
      <h3 className="care-head">{t.ledger}</h3>
      <UnlessWithheld of="circumstances" inWords>
        {care.contacts.length === 0 && <p className="faded small">{t.noContacts}</p>}
      </UnlessWithheld>
      <ul className="held">
        {care.contacts.map((contact) => (
          <Contact key={contact.id} elder={elder} contact={contact} />
        ))}
      </ul>
    </>
  )
}

function Contact({ elder, contact }: { elder: ElderFile; contact: CareContact }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <li>
      <div>
        <div className="row">
          <strong>
            <DayText day={contact.on} />
          </strong>
          <span>{say(careManners[contact.manner])}</span>
          {contact.void ? (
            <StatusChip tone="ended">{t.voided}</StatusChip>
          ) : (
            <StatusChip tone={tones[contact.finding]}>{say(careFindings[contact.finding])}</StatusChip>
          )}
          {!contact.holds && !contact.void && <StatusChip tone="ended">{t.corrected}</StatusChip>}
          {contact.needs.map((need) => (
            <StatusChip key={need} tone="waiting">
              {say(careNeeds[need])}
            </StatusChip>
          ))}
        </div>
        {contact.found !== '' && <div>{contact.found}</div>}
        {contact.need !== '' && <div className="small">{contact.need}</div>}
        {contact.reason !== '' && <div className="small">{t.because({ reason: contact.reason })}</div>}
        <div className="faded small">
          {contact.madeBy} · {t.writtenBy({ name: contact.recordedBy })} ·{' '}
          <InstantText at={contact.recordedAt} relative />
        </div>
      </div>
      {contact.holds && elder.state === 'active' && (
        <May do="people:write">
          <CorrectDialog elderId={elder.id} contact={contact} />
        </May>
      )}
    </li>
  )
}

/** When somebody has to look in next; asked where the file says that somebody should. */
export function useCareDue(elder: ElderFile): readonly DueItem[] {
  const t = useTexts(texts)
  const may = useMay('people:write')
  const concerns = elder.specialDifficulty.length > 0 || elder.categories.includes('household:left-behind')
  const asked = useEndpoint(getCareOf, { params: { id: elder.id } }, { enabled: concerns && may && elder.responsible })
  const { plan = null, nextDue = null, planDueSince = null } = asked.data ?? {}
  if (planDueSince !== null) return [{ id: 'care-plan', what: t.setAnew, by: planDueSince }]
  if (plan === null || nextDue === null) return []
  return [{ id: `care-${plan.id}`, what: t.dueTitle({ name: plan.personName }), by: nextDue }]
}
