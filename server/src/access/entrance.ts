import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ground } from '../http/ground.ts'
import { codeMinutes, type SignedIn } from './sign-in.ts'

export interface Entrance {
  readonly ground: Ground
}

/** The session; that of an elder or relative, sent to their own endpoints alone; what waits for its code; the browser that went to the identity provider. */
export const cookies = {
  session: 'yinian_session',
  person: 'yinian_family',
  pending: 'yinian_pending',
  identity: 'yinian_identity',
} as const

/** Keeps in the browser what a step of signing in led to. */
export function keepSignedIn(reply: FastifyReply, ground: Ground, signedIn: SignedIn): void {
  if (signedIn.next === 'code') {
    setBrowserCookie(reply, ground, 'pending', signedIn.pending)
    return
  }
  clearCookie(reply, 'pending')
  reply.setCookie(cookies.session, signedIn.token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: ground.config.secureCookies,
    maxAge: ground.config.access.sessionHours * 3600,
  })
}

/** A cookie that only the steps of signing in are sent, for a few minutes. */
export function setBrowserCookie(
  reply: FastifyReply,
  ground: Ground,
  name: 'pending' | 'identity',
  value: string,
): void {
  reply.setCookie(cookies[name], value, {
    path: '/api/sign-in',
    httpOnly: true,
    // the identity provider sends the browser back from another site
    sameSite: 'lax',
    secure: ground.config.secureCookies,
    maxAge: (name === 'pending' ? codeMinutes : 10) * 60,
  })
}

export const personPath = '/api/family'

/** Keeps an elder or relative signed in. */
export function keepPersonSignedIn(reply: FastifyReply, ground: Ground, token: string): void {
  reply.setCookie(cookies.person, token, {
    path: personPath,
    httpOnly: true,
    sameSite: 'strict',
    secure: ground.config.secureCookies,
    maxAge: ground.config.access.sessionHours * 3600,
  })
}

export function clearCookie(reply: FastifyReply, name: keyof typeof cookies): void {
  const path = name === 'session' ? '/' : name === 'person' ? personPath : '/api/sign-in'
  reply.clearCookie(cookies[name], { path })
}

export function deviceOf(request: FastifyRequest): string {
  return (request.headers['user-agent'] ?? '').slice(0, 200)
}
