import {
  exportSurveyReport,
  getSurveyReport,
  type ReportQuestion,
  type SurveyReport,
} from '@yinian/core/surveys/api.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { download } from '../../client/transfer.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { BoardPage } from '../parts/board-page.tsx'
import { Chart } from '../parts/chart.tsx'
import { Panel } from '../parts/page-head.tsx'
import './surveys.css'
import { texts } from './texts.ts'

export function ReportPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const [search] = useSearchParams()
  const region = search.get('region') ?? undefined
  const asked = useEndpoint(getSurveyReport, { params: { county, id }, query: region ? { region } : {} })
  return <Answer of={asked}>{(report) => <Report report={report} place={{ county, id }} />}</Answer>
}

function Report({ report, place }: { report: SurveyReport; place: { county: string; id: string } }): ReactNode {
  const t = useTexts(texts)
  const { language } = useLanguage()
  const format = useFormat()
  const figure = (count: number | null): string => (count === null ? t.hidden : format.number(count))
  return (
    <BoardPage
      title={t.report}
      hint={`${report.title} · ${report.regionPath} · ${t.reportHint}`}
      controls={
        <Button
          onClick={() =>
            void download(exportSurveyReport, { params: place, query: { region: report.region, language } })
          }
        >
          {t.exportReport}
        </Button>
      }
      figures={[
        { name: t.listed, value: figure(report.total.listed), unit: t.people },
        {
          name: t.asked,
          value: figure(report.total.asked),
          unit: t.people,
          to: `/surveys/respondents?campaignId=${place.id}&state=asked`,
        },
        {
          name: t.newlyFound,
          value: figure(report.total.newlyFound),
          unit: t.people,
          to: `/surveys/respondents?campaignId=${place.id}&newlyFound=true`,
        },
      ]}
    >
      {report.questions.map((question) => (
        <Question key={question.id} question={question} />
      ))}
      <Divisions report={report} />
    </BoardPage>
  )
}

function Question({ question }: { question: ReportQuestion }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  return (
    <Chart
      title={say(question.label)}
      kind="across"
      height={60 + 34 * question.options.length}
      labelName={t.answer}
      labels={question.options.map(({ text }) => say(text))}
      series={[{ name: t.peopleCount, values: question.options.map(({ count }) => count) }]}
      format={(value) => (Number.isInteger(value) ? format.number(value) : '')}
    />
  )
}

function Divisions({ report }: { report: SurveyReport }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const needs = report.divisions[0]?.needs ?? []
  return (
    <Panel title={t.needsBelow}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard (WCAG 2.1.1) */}
      <section className="survey-table" tabIndex={0} aria-label={t.needsBelow}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.place}</th>
              <th scope="col" className="figure">
                {t.asked}
              </th>
              {needs.map(({ need, name }) => (
                <th key={need} scope="col" className="figure" title={say(name)}>
                  {say(name).split(/[（(]/)[0]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.divisions.map((division) => (
              <tr key={division.region}>
                <th scope="row">{division.name}</th>
                <td className="figure">{division.asked === null ? t.hidden : format.number(division.asked)}</td>
                {division.needs.map(({ need, count }) => (
                  <td key={need} className="figure">
                    {count === null ? t.hidden : format.number(count)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}
