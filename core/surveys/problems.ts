import { defineProblem } from '../http/problem.ts'

export const secondPersonNeeded = defineProblem('surveys.second-person', 409, {
  zh: '计划由一人编制、另一人批准，不能自己批准自己编制的调查',
  en: 'Whoever planned a survey cannot approve it; a second person does',
})
export const periodWrong = defineProblem('surveys.period-wrong', 422, {
  zh: '结束日期不能早于开始日期',
  en: 'The last day is before the first',
})
export const whomWrong = defineProblem('surveys.whom-wrong', 422, {
  zh: '请选择年龄或人员类别',
  en: 'Choose an age or a category',
})
export const notASurvey = defineProblem('surveys.not-a-questionnaire', 422, {
  zh: '所选的不是摸底调查问卷',
  en: 'This is not a survey questionnaire',
})
export const notOpen = defineProblem('surveys.not-open', 409, {
  zh: '这次调查没有开始或已经结束，不能再填写',
  en: 'The survey is not under way; nothing can be added',
})
export const answersWrong = defineProblem('surveys.answers-wrong', 422, {
  zh: '答卷有 {count} 处不对或没有填',
  en: '{count} answers are missing or wrong',
})
export const alreadyDecided = defineProblem('surveys.already-decided', 409, {
  zh: '这条变更已经处理过',
  en: 'This proposal has been decided already',
})
export const registerOneByOne = defineProblem('surveys.one-by-one', 409, {
  zh: '疑似重复或搬走的，请逐条打开核实后处理',
  en: 'Possible duplicates and moves are decided one by one',
})
export const placeMissing = defineProblem('surveys.place-missing', 422, {
  zh: '请选择老人搬到了哪里',
  en: 'Choose where the elder has moved to',
})
export const passToWhom = defineProblem('surveys.pass-to-whom', 422, {
  zh: '请写明转交给谁',
  en: 'Say to whom it is passed on',
})
export const cannotAsk = defineProblem('surveys.cannot-ask', 422, {
  zh: '这个账号不能在该村入户调查',
  en: 'This account may not ask in that village',
})
export const registerFirst = defineProblem('surveys.register-first', 409, {
  zh: '这位老人还没有档案，请先核实登记',
  en: 'This elder has no file yet; settle the registration first',
})
