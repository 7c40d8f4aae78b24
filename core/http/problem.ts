import { fill, type Text, type Values } from '../language/text.ts'

/** What a Problem says on the wire: RFC 9457 with a stable code and both languages. */
export interface ProblemReply {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly message: Text
  /** JSON pointer of the field at fault, e.g. `/identityDocument/number`. */
  readonly at?: string
  /** Further faults of the same request, one per field. */
  readonly faults?: readonly { readonly at: string; readonly message: Text }[]
  /** A doubt rather than a fault: whoever looked into it may confirm it with a reason and ask again. */
  readonly confirmable?: true
}

export interface ProblemDetails {
  readonly at?: string
  readonly values?: Values
  readonly faults?: ProblemReply['faults']
  readonly confirmable?: true
  /** Seconds after which asking again may help; told in the header `retry-after`. */
  readonly retryAfter?: number
}

/** An expected refusal. Everything else that is thrown is a surprise and answers 500. */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly details: ProblemDetails

  constructor(kind: ProblemKind, details: ProblemDetails = {}) {
    super(fill(kind.text, details.values ?? {}).en)
    this.name = 'Problem'
    this.kind = kind
    this.details = details
  }

  toReply(): ProblemReply {
    const { kind, details } = this
    return {
      type: `/problems/${kind.code}`,
      title: kind.text.en.split(/[.;:]/)[0] ?? kind.code,
      status: kind.status,
      code: kind.code,
      message: fill(kind.text, details.values ?? {}),
      ...(details.at === undefined ? {} : { at: details.at }),
      ...(details.faults === undefined ? {} : { faults: details.faults }),
      ...(details.confirmable === undefined ? {} : { confirmable: details.confirmable }),
    }
  }
}

/** A kind of refusal; call it to make the Problem that is thrown. */
export interface ProblemKind {
  (details?: ProblemDetails): Problem
  readonly code: string
  readonly status: number
  readonly text: Text
}

/**
 * Declares a kind of refusal.
 * @param code stable, `<module>.<what-is-wrong>`; clients and tests depend on it
 * @param status HTTP status: 400 malformed, 401, 403, 404, 409 conflict with the present state, 422 not acceptable
 * @param text what a person reads, with `{places}` for values
 */
export function defineProblem(code: string, status: number, text: Text): ProblemKind {
  const kind = Object.assign((details?: ProblemDetails): Problem => new Problem(kind, details), { code, status, text })
  return kind
}
