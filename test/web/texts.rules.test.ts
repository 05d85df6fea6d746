import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { chooseLanguage, sayIn, type Texts, texts } from '../../web/text/index.ts'
import { problems } from '../../web/text/problems.ts'
import { PROBLEMS } from '../../worker/platform/problem.ts'

const isTexts = (value: unknown): value is Texts<Record<string, string>> =>
  typeof value === 'object' && value !== null && 'namespace' in value && 'hi' in value && 'en' in value

const FILES = globSync('web/{text,*}/*.ts').filter((path) => /^web\/text\/|\/text\.ts$/.test(path))
const DOMAINS = (await Promise.all(FILES.map((path) => import(/* @vite-ignore */ `../../${path}`)))).flatMap(
  (module) => Object.values(module).filter(isTexts),
)

const slots = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].sort()

test('there are texts to compare', () => expect(DOMAINS.length).toBeGreaterThan(3))

test.each(DOMAINS.map((domain) => [domain.namespace, domain] as const))(
  '%s says the same keys with the same values in both languages',
  (_namespace, { en, hi }) => {
    expect(Object.keys(hi).sort()).toEqual(Object.keys(en).sort())
    const differing = Object.keys(en).filter(
      (key) => !key.endsWith('_one') && `${slots(en[key] ?? '')}` !== `${slots(hi[key] ?? '')}`,
    )
    expect(differing).toEqual([])
  },
)

test.each(DOMAINS.map((domain) => [domain.namespace, domain] as const))(
  '%s is Hindi in Devanagari and English in Latin letters',
  (_namespace, { en, hi }) => {
    const unlike = (of: Readonly<Record<string, string>>, letters: RegExp) =>
      Object.entries(of)
        .filter(([, text]) => !letters.test(text.replace(/\{\{\w+\}\}/g, '')))
        .map(([key]) => key)
    expect(unlike(hi, /[\u0900-\u097f]/)).toEqual([])
    expect(unlike(en, /[A-Za-z]/)).toEqual([])
  },
)

test('every refusal of the server has words in both languages', () => {
  expect(Object.keys(PROBLEMS).filter((slug) => !(slug in problems.en))).toEqual([])
})

test('counts choose the plural and are grouped in lakhs', () => {
  const domain = texts('test', {
    en: { found_one: '{{count}} unit', found_other: '{{count}} units' },
    hi: { found_one: '{{count}} इकाई', found_other: '{{count}} इकाइयाँ' },
  })
  expect(sayIn(domain, 'en')('found', { count: 1 })).toBe('1 unit')
  expect(sayIn(domain, 'en')('found', { count: 150_000 })).toBe('1,50,000 units')
  expect(sayIn(domain, 'hi')('found', { count: 65_400 })).toBe('65,400 इकाइयाँ')
})

test('a fixed language does not change with the one on screen', () => {
  chooseLanguage('en')
  expect(sayIn(problems, 'hi')('workshop-full')).toBe('सब जगहें भर चुकी हैं')
})
