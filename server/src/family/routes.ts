import * as assessments from '@yinian/core/family/assessment-api.ts'
import * as counter from '@yinian/core/family/counter-api.ts'
import * as joint from '@yinian/core/family/joint-api.ts'
import * as own from '@yinian/core/family/own-api.ts'
import * as review from '@yinian/core/family/review-api.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { changePersonPassword, declareActions } from '../access/index.ts'
import {
  askForOwn,
  giveBackOwn,
  listOwn,
  listOwnDays,
  objectToOwn,
  takeOwnPlace,
  withdrawOwn,
} from '../assessments/index.ts'
import type { Ground } from '../http/ground.ts'
import type { Serve } from '../http/serve.ts'
import type { Work } from '../http/work.ts'
import { declareCarryOver, declareElderRecords, declareOnDeath } from '../people/index.ts'
import { withdrawConsentBy } from '../privacy/index.ts'
import { familyActions } from './actions.ts'
import { withEyesOf } from './as-person.ts'
import { type Asking, putCorrection, putQuestion } from './ask.ts'
import { countByChannel } from './channel-counts.ts'
import { accessCarryOver, accessOnDeath, familyRecords } from './elder-records.ts'
import { describeOwn, listQuestionsOf, readParticulars, recordOwnLook } from './own.ts'
import { getOwnElder, type OwnElder } from './own-elder.ts'
import { endAccessOf, letRequest, listAccessTo, openAccessTo } from './person-access.ts'
import { answerQuestion, decideCorrectionOf, listCorrections, listQuestions, readWanted } from './queues.ts'
import { getLook, type NamesAt, nobody, readLooks } from './read-looks.ts'
import { listForAuditor, readForAuditor } from './review.ts'
import { printLooksOf } from './sheet.ts'
import { printSlip, renewCode } from './slip.ts'

export function serveFamily(serve: Serve, ground: Ground, namesAt: NamesAt): void {
  declareActions(familyActions)
  declareElderRecords(...familyRecords)
  declareOnDeath('family', accessOnDeath)
  declareCarryOver('family', accessCarryOver)
  serveOwn(serve, ground, namesAt)
  serveOwnAssessments(serve)
  serveOwnJointDays(serve)
  serveCounter(serve, ground, namesAt)
  serveQueues(serve)
}

/** What elders and relatives do themselves. */
function serveOwn(serve: Serve, ground: Ground, namesAt: NamesAt): void {
  serve(own.getOwn, ({ tx, actor }) => describeOwn(tx, actor))
  serve(own.changeOwnPassword, async ({ actor, body }) => {
    await changePersonPassword(ground.database, actor.accountId, { ...body, device: '' }, actor.now)
    return {}
  })
  serve(own.listOwnLooks, async (call) => {
    const elder = await getOwnElder(call, call.params.id)
    await recordOwnLook(call, elder)
    return readLooks(call.tx, { elder, readerId: call.actor.accountId, namesAt }, call.query.after)
  })
  serve(own.listOwnQuestions, async (call) => listQuestionsOf(call.tx, await getOwnElder(call, call.params.id)))
  serve(own.askAboutLook, async (call) => {
    const elder = await getOwnElder(call, call.params.id)
    const asked = { elder, readerId: call.actor.accountId, namesAt }
    const look = await getLook(call.tx, asked, call.body.lookId)
    return putQuestion(call, elder, { look, question: call.body.question, ...(await asking(call, elder)) })
  })
  serve(own.getOwnParticulars, async (call) => {
    const elder = await getOwnElder(call, call.params.id)
    await recordOwnLook(call, elder)
    return readParticulars(call, elder)
  })
  serve(own.askForCorrection, async (call) => {
    const elder = await getOwnElder(call, call.params.id)
    return putCorrection(call, elder, { ...call.body, ...(await asking(call, elder)) })
  })
  serve(own.withdrawOwnConsent, async (call) => {
    const elder = await getOwnElder(call, call.params.id)
    if (elder.standsAs !== 'self') throw notFound()
    await withdrawConsentBy(call, elder, call.params.consentId)
    return {}
  })
}

/** The same requests that officers open, from the elder’s own entrance. */
function serveOwnAssessments(serve: Serve): void {
  serve(assessments.listOwnAssessments, async (call) => {
    const elder = await whose(call, call.params.id)
    await recordOwnLook(call, elder)
    return listOwn(call, elder)
  })
  serve(assessments.askForAssessment, async (call) => askForOwn(call, await whose(call, call.params.id), call.body))
  serve(assessments.withdrawOwnAssessment, async (call) =>
    withdrawOwn(call, await whose(call, call.params.id), call.params.assessmentId, call.body.version),
  )
  serve(assessments.objectToOwnResult, async (call) =>
    objectToOwn(call, await whose(call, call.params.id), call.params.assessmentId, call.body),
  )
}

/** Places of joint days; those kept for the counter and the telephone are not handed out here. */
function serveOwnJointDays(serve: Serve): void {
  serve(joint.listOwnJointDays, async (call) => {
    const elder = await whose(call, call.params.id)
    await recordOwnLook(call, elder)
    return listOwnDays(call, elder)
  })
  serve(joint.takeJointPlace, async (call) => takeOwnPlace(call, await whose(call, call.params.id), call.params.dayId))
  serve(joint.giveBackJointPlace, async (call) =>
    giveBackOwn(call, await whose(call, call.params.id), call.params.bookingId),
  )
}

async function whose(call: Work, id: string) {
  const elder = await getOwnElder(call, id)
  const { askerName, holderName } = await asking(call, elder)
  return { ...elder, askerName, holderName }
}

/** Online, the asker is whoever the account was opened for. */
async function asking(call: Work, elder: OwnElder): Promise<Asking & { readonly holderName: string }> {
  const { elders, name } = await describeOwn(call.tx, call.actor)
  const standing = elders.find(({ id }) => id === elder.id)
  const relation = standing?.relation?.zh
  return {
    askedAs: elder.standsAs,
    holderName: name,
    askerName: relation ? `${name}（${relation}）` : name,
    channel: 'online',
    takenBy: '',
  }
}

/** What somebody at work does for them. */
function serveCounter(serve: Serve, ground: Ground, namesAt: NamesAt): void {
  serve(counter.listPersonAccess, (call) => listAccessTo(call, call.params.id))
  serve(counter.openPersonAccess, (call) => openAccessTo(call, call.params.id, call.body))
  serve(counter.printActivationSlip, (call) => printSlip(call, call.params, call.body.language))
  serve(counter.showActivationCode, async (call) => {
    const { accountName, code, endsAt } = await renewCode(call, call.params)
    return { accountName, code, endsAt: endsAt.toISOString() }
  })
  serve(counter.endPersonAccess, async (call) => {
    await endAccessOf(call, call.params, call.body.reason)
    return {}
  })
  serve(counter.letRelativeRequest, (call) => letRequest(call, call.params, call.body))
  serve(counter.listLooksInWords, (call) =>
    withEyesOf(ground, call, call.params.id, (tx, elder) =>
      readLooks(tx, { elder, readerId: nobody, namesAt }, call.query.after),
    ),
  )
  serve(counter.printLooks, (call) =>
    printLooksOf(call, ground, namesAt, {
      id: call.params.id,
      language: call.query.language ?? 'zh',
      channel: call.query.channel ?? 'counter',
    }),
  )
  serve(counter.askForElder, async (call) => {
    const { lookId, question, ...who } = call.body
    const { look, file } = await withEyesOf(ground, call, call.params.id, async (tx, elder, file) => ({
      look: await getLook(tx, { elder, readerId: nobody, namesAt }, lookId),
      file,
    }))
    return putQuestion(call, file, { look, question, ...who, takenBy: call.actor.name })
  })
  serve(counter.correctForElder, (call) =>
    withEyesOf(ground, call, call.params.id, async (_tx, _elder, file) =>
      putCorrection(call, file, { ...call.body, takenBy: call.actor.name }),
    ),
  )
}

function serveQueues(serve: Serve): void {
  serve(counter.listLookQuestions, (call) => listQuestions(call, call.query))
  serve(counter.answerLookQuestion, (call) => answerQuestion(call, call.params, call.body))
  serve(counter.listCorrectionRequests, (call) => listCorrections(call, call.query))
  serve(counter.readCorrectionWanted, (call) => readWanted(call, call.params))
  serve(counter.decideCorrection, (call) => decideCorrectionOf(call, call.params, call.body))
  serve(review.listFamilyRequests, (call) => listForAuditor(call, call.query))
  serve(review.readFamilyRequest, (call) => readForAuditor(call, call.params))
  serve(counter.countChannels, (call) => countByChannel(call, call.query))
}
