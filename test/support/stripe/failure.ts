/** The kinds of error the API names in `error.type`. */
export type FailureType = 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error'

/** What an error answer says beside its status and type. */
export interface FailureDetail {
  code?: string
  param?: string
  /** False for refusals made before anything was executed, which an idempotency key does not remember. */
  executed?: boolean
}

/** A refusal in the shape the API answers with; thrown by operations, written by the HTTP layer. */
export class StripeFailure extends Error {
  readonly status: number
  readonly type: FailureType
  readonly detail: FailureDetail

  constructor(status: number, type: FailureType, message: string, detail: FailureDetail = {}) {
    super(message)
    this.status = status
    this.type = type
    this.detail = detail
  }

  /** The JSON body of the answer. */
  body(): { error: Record<string, string> } | { error: string; error_description: string } {
    const { code, param } = this.detail
    return {
      error: {
        ...(code
          ? { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }
          : {}),
        message: this.message,
        ...(param ? { param } : {}),
        type: this.type,
      },
    }
  }
}

/** Refuses the shape of a request, before anything is executed. */
export const invalid = (message: string, param?: string, code?: string): StripeFailure =>
  new StripeFailure(400, 'invalid_request_error', message, {
    ...(param ? { param } : {}),
    ...(code ? { code } : {}),
    executed: false,
  })

/** Refuses what a well-formed request asks for, after looking at the objects. */
export const refused = (message: string, code?: string, param?: string): StripeFailure =>
  new StripeFailure(400, 'invalid_request_error', message, {
    ...(code ? { code } : {}),
    ...(param ? { param } : {}),
    executed: true,
  })

/** Says that an object does not exist for this account, which is also what a foreign account's object looks like. */
export function missing(
  noun: string,
  id: string,
  livemode: boolean,
  param = 'id',
  status = 404,
): StripeFailure {
  const other = livemode ? 'test' : 'live'
  const hint = id.includes(`_${other}_`)
    ? `; a similar object exists in ${other} mode, but a ${livemode ? 'live' : 'test'} mode key was used to make this request.`
    : ''
  return new StripeFailure(status, 'invalid_request_error', `No such ${noun}: '${id}'${hint}`, {
    code: 'resource_missing',
    param,
  })
}
