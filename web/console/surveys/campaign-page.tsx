import { nameOfCategory } from '@yinian/core/people/circumstances.ts'
import {
  approveCampaign,
  type Campaign,
  cancelCampaign,
  closeCampaign,
  getCampaign,
  openCampaign,
  reportCampaign,
} from '@yinian/core/surveys/api.ts'
import { campaignProcedure, whomKinds } from '@yinian/core/surveys/campaigns.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { DayText, InstantText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { Facts, PageHead, Panel } from '../parts/page-head.tsx'
import { May } from '../shell/me.tsx'
import { usePageName } from '../shell/page-name.tsx'
import { ProgressBoard } from './progress-board.tsx'
import { CampaignChip } from './states.tsx'
import { texts } from './texts.ts'

export function CampaignPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getCampaign, { params: { county, id } }, { every: 5000 })
  return <Answer of={asked}>{(campaign) => <CampaignFile campaign={campaign} />}</Answer>
}

function CampaignFile({ campaign }: { campaign: Campaign }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  usePageName(campaign.title)
  const begun = campaign.openedAt !== null
  const place = `/surveys/${campaign.county}/${campaign.id}`
  const { kind, age, category } = campaign.whom
  const detail = age !== undefined && kind === 'age' ? `${age}` : category ? say(nameOfCategory(category)) : ''
  return (
    <>
      <PageHead
        title={campaign.title}
        hint={campaign.regionPath}
        chips={<CampaignChip state={campaign.state} />}
        actions={
          <>
            {begun && (
              <>
                <May do="surveys:plan">
                  <Link to={`/surveys/lists?campaignId=${campaign.id}`}>
                    <Button>{t.lists}</Button>
                  </Link>
                </May>
                <Link to={`${place}/progress`}>
                  <Button>{t.board}</Button>
                </Link>
                <Link to={`${place}/report`}>
                  <Button>{t.report}</Button>
                </Link>
              </>
            )}
            <Steps campaign={campaign} />
          </>
        }
      />
      <Panel>
        <Facts
          of={[
            [t.purpose, campaign.purpose],
            [t.legalBasis, campaign.legalBasis],
            [t.document, campaign.document],
            [
              t.period,
              <>
                <DayText day={campaign.fromOn} /> — <DayText day={campaign.toOn} />
              </>,
            ],
            [t.whom, [say(whomKinds[kind]), detail].filter(Boolean).join(' · ')],
            [t.questionnaire, `${say(campaign.instrumentName)} ${campaign.instrumentVersion}`],
            [
              t.listed,
              begun && campaign.listedAt === null
                ? t.listing({ number: format.number(campaign.listed) })
                : begun
                  ? format.number(campaign.listed)
                  : null,
            ],
            [
              t.draftedBy,
              <>
                {campaign.draftedBy} · <InstantText at={campaign.draftedAt} />
              </>,
            ],
            [
              t.approvedBy,
              campaign.approvedAt && (
                <>
                  {campaign.approvedBy} · <InstantText at={campaign.approvedAt} />
                </>
              ),
            ],
            [t.reason, campaign.reason],
          ]}
        />
      </Panel>
      {begun && <ProgressBoard place={campaign} />}
    </>
  )
}

function Steps({ campaign }: { campaign: Campaign }): ReactNode {
  const { say } = useLanguage()
  const commands = {
    approve: useCommand(approveCampaign),
    open: useCommand(openCampaign),
    close: useCommand(closeCampaign),
    report: useCommand(reportCampaign),
    cancel: useCommand(cancelCampaign),
  }
  const { county, id, version } = campaign
  return campaign.may.map((event) => (
    <ConfirmAction
      key={event}
      label={say(campaignProcedure.events[event].name)}
      title={`${say(campaignProcedure.events[event].name)}：${campaign.title}`}
      explain={say(explains[event])}
      {...(event === 'cancel' ? { reason: 'required' as const, danger: true } : { type: 'primary' as const })}
      run={(reason) => commands[event].mutateAsync({ params: { county, id }, body: { version, reason } })}
    />
  ))
}

const explains = {
  approve: { zh: '批准后编制人可以开始调查。', en: 'Whoever planned it may open it then.' },
  open: {
    zh: '按计划生成名单并分到各村，可能要几分钟。',
    en: 'The list is made and divided by village; this may take minutes.',
  },
  close: {
    zh: '各村不能再填写；结束前在设备上填好的仍会收下。',
    en: 'Nothing more can be asked; what was filled in on devices before still arrives.',
  },
  report: { zh: '保存此刻的汇总数，以后不变。', en: 'The figures of this moment are kept and stay.' },
  cancel: { zh: '取消后不能恢复。', en: 'It cannot be taken up again.' },
} as const
