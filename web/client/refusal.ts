import type { ProblemReply } from '@yinian/core/http/problem.ts'

/** Why a call did not do what was asked: a Problem of the platform, or the way to it being broken. */
export class Refusal extends Error {
  readonly reply: ProblemReply

  constructor(reply: ProblemReply) {
    super(reply.message.en)
    this.name = 'Refusal'
    this.reply = reply
  }

  get code(): string {
    return this.reply.code
  }

  get status(): number {
    return this.reply.status
  }

  /** Whether asking again without a change may help. */
  get mayPass(): boolean {
    return this.status === 0 || this.status >= 502
  }
}

export function unreachable(): Refusal {
  return new Refusal({
    type: '/problems/client.unreachable',
    title: 'Unreachable',
    status: 0,
    code: 'client.unreachable',
    message: {
      zh: '连不上服务器，请检查网络后重试。已填写的内容还在。',
      en: 'The server cannot be reached. Check the network and try again; what you entered is still here.',
    },
  })
}

/** An answer that is not a Problem, most often from something between the browser and the platform. */
export function unexpected(status: number): Refusal {
  return new Refusal({
    type: '/problems/client.unexpected',
    title: 'Unexpected answer',
    status,
    code: 'client.unexpected',
    message: {
      zh: `服务器出错（${status}），没有完成。请稍后重试；如一直如此，请联系管理员。`,
      en: `The server failed (${status}) and did not finish. Try again later; if it persists, tell an administrator.`,
    },
  })
}

/** Reads a refused answer. */
export function refusalOf(status: number, body: string): Refusal {
  try {
    const reply = JSON.parse(body) as Partial<ProblemReply>
    if (typeof reply.code === 'string' && reply.message !== undefined) return new Refusal(reply as ProblemReply)
  } catch {
    // Not JSON: a proxy's page. The status says all there is to say.
  }
  return unexpected(status)
}

/** Every failure a page can show is a Refusal; what is thrown otherwise is a fault of the program and stays one. */
export function asRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : unexpected(500)
}
