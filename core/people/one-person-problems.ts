import { defineProblem } from '../http/problem.ts'

export const possiblySame = defineProblem('people.possibly-same', 409, {
  zh: '可能与已登记的“{names}”是同一人，请先核对；确非同一人的，说明理由后可以登记',
  en: 'Possibly the same person as {names}; compare first. If it is another person, say why and register',
})
export const stillOneNumber = defineProblem('people.still-one-number', 409, {
  zh: '两份档案仍是同一个证件号码，请先更正其中一份的号码',
  en: 'Both files still carry the same identity number; correct one of them first',
})
export const pairElsewhere = defineProblem('people.pair-elsewhere', 409, {
  zh: '另一份档案在{where}，请由同时管辖两地的上级判断，或先办理迁移',
  en: 'The other file is in {where}; a level above both decides, or the person is transferred first',
})
export const cannotMerge = defineProblem('people.cannot-merge', 409, {
  zh: '不能合并：{why}',
  en: 'These files cannot be merged: {why}',
})
export const choiceMissing = defineProblem('people.choice-missing', 422, {
  zh: '两份档案的“{field}”不一致，请选择以哪一份为准',
  en: 'The files differ in “{field}”; choose which one holds',
})
export const cannotUnmerge = defineProblem('people.cannot-unmerge', 409, {
  zh: '不能撤销合并：{why}',
  en: 'This merge cannot be taken back: {why}',
})
export const rowNotSince = defineProblem('people.row-not-since', 422, {
  zh: '所选记录不是合并后新增的',
  en: 'A chosen record was not made since the merge',
})
export const sameCounty = defineProblem('people.same-county', 422, {
  zh: '迁入地在同一县（市、区），直接修改居住地即可',
  en: 'The new residence is in the same county; change it on the file',
})
export const transferOpen = defineProblem('people.transfer-open', 409, {
  zh: '已有一项迁移正在办理',
  en: 'A transfer is already in hand',
})
export const transferInOtherState = defineProblem('people.transfer-in-other-state', 409, {
  zh: '这项迁移现在是“{state}”，不能这样办理',
  en: 'This transfer is “{state}” now, so that cannot be done',
})
export const notYourSide = defineProblem('people.not-your-side', 409, {
  zh: '应由对方县（市、区）或上级办理',
  en: 'That is for the other county or the level above',
})
export const transferObstructed = defineProblem('people.transfer-obstructed', 409, {
  zh: '还不能迁移：{why}',
  en: 'Not yet to be transferred: {why}',
})
export const moveInFuture = defineProblem('people.move-in-future', 422, {
  zh: '迁移日期不能晚于今天，也不能早于登记时已知的迁移',
  en: 'The day of the move cannot lie in the future, nor before an earlier move',
})
export const nobodyHasNumber = defineProblem('people.nobody-has-number', 404, {
  zh: '没有使用这个证件号码的档案，请核对后直接登记',
  en: 'No file carries this identity number; check it, then register the person',
})
export const deathInOtherState = defineProblem('people.death-in-other-state', 409, {
  zh: '这份死亡报告现在是“{state}”，不能这样办理',
  en: 'This report of a death is “{state}” now, so that cannot be done',
})
export const secondPerson = defineProblem('people.second-person', 403, {
  zh: '须由提出更正的人之外的另一人批准',
  en: 'Somebody other than who asked for it has to approve',
})
export const alreadyReported = defineProblem('people.death-already-reported', 409, {
  zh: '已有一份死亡报告待核实，或已登记死亡',
  en: 'A report of this death is waiting already, or the death is recorded',
})
export const sameNumber = defineProblem('people.same-number', 422, {
  zh: '新号码与档案中的号码相同',
  en: 'The new number is the one on file',
})
