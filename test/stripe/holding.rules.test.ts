import { expect, test } from 'vitest'
import { declarationsIn } from '../support/stripe/wire/declarations.ts'
import { Wire } from '../support/stripe/wire/wire.ts'

const link = {
  object: 'account_link',
  created: 1_767_225_600,
  expires_at: 1_767_225_900,
  url: 'https://connect.stripe.com/setup/c/1',
}
const form =
  'account=acct_1&type=account_onboarding&refresh_url=https%3A%2F%2Fa.example&return_url=https%3A%2F%2Fb.example'

/** What a wire says of one exchange. */
function said(path: string, request: string, status: number, answer: unknown, method = 'POST') {
  const wire = new Wire()
  wire.exchange(method, path, request, status, JSON.stringify(answer))
  return wire.tally
}

test('an exchange as the SDK declares it passes and is counted', () => {
  expect(said('/v1/account_links', form, 200, link)).toEqual({
    requests: 1,
    answers: 1,
    events: 0,
    faults: [],
  })
})

test.each([
  ['an unknown parameter', `${form}&colour=red`, link, 'AccountLinkCreateParams.colour: unknown'],
  [
    'a value that is none of its kind',
    form.replace('_onboarding', '_closing'),
    link,
    'AccountLinkCreateParams.type',
  ],
  [
    'a parameter left out',
    form.replace('account=acct_1&', ''),
    link,
    'AccountLinkCreateParams.account: missing',
  ],
  ['a field that nobody declares', form, { ...link, colour: 'red' }, 'AccountLink.colour: unknown'],
  ['a field left out', form, { ...link, url: undefined }, 'AccountLink.url: missing'],
  ['text where a number is declared', form, { ...link, created: '1' }, 'AccountLink.created: no number'],
  ['another object', form, { ...link, object: 'account' }, 'AccountLink.object: not account_link'],
])('%s is found', (_words, request, answer, fault) => {
  expect(said('/v1/account_links', request, 200, answer).faults.join()).toContain(fault)
})

test('an operation that is not described, a bare error and a broken frame of a list are found', () => {
  expect(said('/v1/tokens', '', 200, {}).faults).toEqual(['POST /v1/tokens: no such operation'])
  expect(said('/v1/refunds', '', 400, { message: 'no' }).faults.join()).toContain('error: missing')
  expect(said('/v1/refunds', '', 400, { error: { type: 'sorry', message: '' } }).faults.join()).toContain(
    'sorry',
  )
  expect(said('/v1/refunds', '', 200, { object: 'list', data: [] }, 'GET').faults.join()).toContain(
    'another frame',
  )
})

test('declarations are read with namespaces, generics, unions, lists and what an object may hold besides', () => {
  const { meanings } = declarationsIn(`
    import { A as B } from './a.js';
    export declare class Skipped { a(b: string): void; }
    export interface One<T> extends Base { list: Array<T>; readonly of?: Two.Kind | null; [name: string]: string; }
    export declare namespace Two { type Kind = 'a' | 'b'; namespace Three { interface Four { n: number[] } } }`)
  expect([...meanings.keys()]).toEqual(['One', 'Two.Kind', 'Two.Three.Four'])
  const one = meanings.get('One')
  expect([one?.parameters, one?.above.length]).toEqual([['T'], 1])
  expect(meanings.get('Two.Kind')?.type).toMatchObject({
    is: 'union',
    types: [{ value: 'a' }, { value: 'b' }],
  })
})
