import { DownOutlined, FilePdfOutlined } from '@ant-design/icons'
import { getReport } from '@yinian/core/assessments/api.ts'
import type { Information } from '@yinian/core/assessments/instrument.ts'
import { assessmentEvents, resultStates } from '@yinian/core/assessments/procedure.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import type { Language } from '@yinian/core/language/text.ts'
import { App, Button, Dropdown } from 'antd'
import { type ReactNode, useState } from 'react'
import { asRefusal } from '../../../client/refusal.ts'
import { download } from '../../../client/transfer.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import type { TimelineEvent } from '../../parts/timeline.tsx'
import { texts } from '../texts.ts'
import { WithInstrument } from '../use-instrument.tsx'
import { InformationView } from './information-view.tsx'

const withResult: readonly string[] = resultStates
const bad: readonly (string | null)[] = ['return', 'decline', 'object', 'withdraw-signature']

/** What happened, newest first. */
export function useCaseEvents(assessment: Assessment): readonly TimelineEvent[] {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return assessment.steps
    .map(
      (step, index): TimelineEvent => ({
        id: `${index}`,
        at: step.at,
        title: step.event === null ? t.request : say(assessmentEvents[step.event].name),
        who: step.by,
        ...(step.reason === null ? {} : { detail: step.reason }),
        ...(bad.includes(step.event) ? { tone: 'bad' as const } : {}),
        ...(step.event === 'cancel' || step.event === 'withdraw' ? { tone: 'ended' as const } : {}),
      }),
    )
    .toReversed()
}

/** The forms of Appendix A, or why they are not shown. */
export function InformationOf({ assessment, mine }: { assessment: Assessment; mine: boolean }): ReactNode {
  const t = useTexts(texts)
  if (assessment.information === null) return <p className="faded small">{t.informationHidden}</p>
  if (Object.keys(assessment.information).length === 0) return <p className="faded small">{t.notAnswered}</p>
  return (
    <div className="evidence">
      {!mine && <p className="faded small">{t.informationLooked}</p>}
      <WithInstrument id={assessment.instrumentId} version={assessment.instrumentVersion}>
        {(instrument) => (
          <InformationView instrument={instrument} information={assessment.information as Information} />
        )}
      </WithInstrument>
    </div>
  )
}

export function ReportButton({ assessment }: { assessment: Assessment }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  if (!withResult.includes(assessment.state) || assessment.elder === null || assessment.detail !== 'form') return null
  const { county, id } = assessment
  const fetchReport = async (language: Language) => {
    setBusy(true)
    try {
      await download(getReport, { params: { county, id }, query: { language } })
    } catch (error) {
      void message.error(say(asRefusal(error).reply.message))
    } finally {
      setBusy(false)
    }
  }
  const items = [
    { key: 'zh', label: t.reportChinese },
    { key: 'en', label: t.reportEnglish },
  ]
  return (
    <Dropdown menu={{ items, onClick: ({ key }) => void fetchReport(key === 'en' ? 'en' : 'zh') }} trigger={['click']}>
      <Button icon={<FilePdfOutlined />} loading={busy}>
        {t.report} <DownOutlined />
      </Button>
    </Dropdown>
  )
}
