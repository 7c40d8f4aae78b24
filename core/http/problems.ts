import { defineProblem } from './problem.ts'

/** Refusals that any endpoint may answer. */
export const badRequest = defineProblem('http.bad-request', 400, {
  zh: '提交的内容有误，请检查标出的各项',
  en: 'The request is not well formed; check the fields named',
})
export const notSignedIn = defineProblem('http.not-signed-in', 401, {
  zh: '请先登录',
  en: 'Please sign in first',
})
export const notAllowed = defineProblem('http.not-allowed', 403, {
  zh: '您的岗位没有这项权限',
  en: 'Your role does not carry this permission',
})
export const crossSite = defineProblem('http.cross-site', 403, {
  zh: '请求来自其他网站，已拒绝',
  en: 'The request came from another site and was refused',
})
/** One answer for what does not exist and for what lies outside the reader's scope, so that neither can be told apart. */
export const notFound = defineProblem('http.not-found', 404, {
  zh: '没有找到，或不在您的管辖范围内',
  en: 'Not found, or outside the area you are responsible for',
})
export const staleVersion = defineProblem('http.stale-version', 409, {
  zh: '这条记录刚刚被别人修改过，请刷新后再改',
  en: 'Somebody changed this record in the meantime; reload it and change it again',
})
export const keyReused = defineProblem('http.idempotency-key-reused', 409, {
  zh: '同一提交编号被用于不同的内容',
  en: 'The same Idempotency-Key was used for a different request',
})
export const tooLarge = defineProblem('http.too-large', 413, {
  zh: '文件太大，上限为 {limit} MB',
  en: 'The file is too large; the limit is {limit} MB',
})
export const tooMany = defineProblem('http.too-many-requests', 429, {
  zh: '操作太频繁，请 {seconds} 秒后再试',
  en: 'Too many requests; please try again in {seconds} seconds',
})
