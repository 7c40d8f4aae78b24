import { defineProblem } from '../http/problem.ts'

export const rotationUnderWay = defineProblem('privacy.rotation-under-way', 409, {
  zh: '这个县正在换钥，完成后才能再次更换',
  en: 'This county’s key is being replaced; it can be replaced again once that is done',
})
export const keyStillUsed = defineProblem('privacy.key-still-used', 409, {
  zh: '仍有 {count} 项数据使用这个版本的密钥，不能销毁。请先换钥',
  en: '{count} values are still sealed with this version; replace the key first',
})
export const keyInUse = defineProblem('privacy.key-in-use', 409, {
  zh: '只能销毁已停用的密钥版本',
  en: 'Only a version that has been retired can be destroyed',
})
