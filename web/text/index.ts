import i18next from 'i18next'
import { useEffect, useMemo, useState } from 'preact/hooks'

/** A language of the interface. */
export type Language = 'hi' | 'en'

/** The languages of the interface, each named in itself, in the order offered. */
export const LANGUAGES: readonly { code: Language; name: string }[] = [
  { code: 'hi', name: 'हिन्दी' },
  { code: 'en', name: 'English' },
]

const REMEMBERED = 'language'
const watchers = new Set<(language: Language) => void>()

type Flat = Record<string, string>

/** The texts of one domain: the same flat keys in both languages. */
export type Texts<E extends Flat> = {
  readonly namespace: string
  readonly en: E
  readonly hi: Readonly<Record<keyof E, string>>
}

type Stem<K extends string> = K extends `${infer S}_zero` | `${infer S}_one` | `${infer S}_other` ? S : K
type Slots<S> = S extends `${string}{{${infer V}}}${infer Rest}` ? V | Slots<Rest> : never
type TextOf<E, K extends string> = K extends keyof E
  ? E[K]
  : `${K}_other` extends keyof E
    ? E[`${K}_other`] | '{{count}}'
    : never
type Filling<S> = [Slots<S>] extends [never] ? [] : [values: Record<Slots<S>, string | number>]

/** A key of a domain's texts, without its plural ending. */
export type TextKey<E extends Flat> = Stem<keyof E & string>

/** Says the text of a key in the present language; numbers put into it are grouped as that language does. */
export type Say<E extends Flat> = <K extends TextKey<E>>(key: K, ...values: Filling<TextOf<E, K>>) => string

const remembered = (): Language | undefined => {
  const stored = globalThis.localStorage?.getItem(REMEMBERED)
  return stored === 'hi' || stored === 'en' ? stored : undefined
}

const preferred = (): Language => {
  const first = globalThis.navigator?.languages?.find((tag) => /^(hi|en)\b/.test(tag))
  return first?.startsWith('en') ? 'en' : 'hi'
}

let language: Language = remembered() ?? preferred()

i18next.use({
  type: 'formatter',
  init() {},
  add() {},
  addCached() {},
  format: (value: unknown, _format: string, tag: string) =>
    typeof value === 'number' ? new Intl.NumberFormat(`${tag}-IN`).format(value) : value,
})
i18next.init({
  lng: language,
  fallbackLng: 'en',
  resources: {},
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false, alwaysFormat: true },
})

/** The language shown now. */
export const currentLanguage = (): Language => language

const show = (next: Language): void => {
  language = next
  i18next.changeLanguage(next)
  if (globalThis.document) document.documentElement.lang = next
  for (const watcher of watchers) watcher(next)
}

/** Shows the interface in a language and remembers the person's choice on this device. */
export const chooseLanguage = (next: Language): void => {
  globalThis.localStorage?.setItem(REMEMBERED, next)
  show(next)
}

/** Shows an organisation's own language, unless the person has already chosen one. */
export const suggestLanguage = (next: Language): void => {
  if (!remembered() && next !== language) show(next)
}

/** Registers the texts of one domain; a key that only one language has does not compile. */
export const texts = <const E extends Flat>(
  namespace: string,
  text: { en: E; hi: Readonly<Record<keyof NoInfer<E>, string>> },
): Texts<E> => {
  i18next.addResourceBundle('en', namespace, text.en)
  i18next.addResourceBundle('hi', namespace, text.hi)
  return { namespace, ...text }
}

/** Says the texts of a domain in a fixed language, for what is printed or sent rather than shown. */
export const sayIn = <E extends Flat>(domain: Texts<E>, tag: Language): Say<E> => {
  const say = i18next.getFixedT(tag, domain.namespace)
  return (key, ...values) => say(key, { ...values[0] })
}

/** The language shown now; the component renders again when it changes. */
export const useLanguage = (): Language => {
  const [shown, setShown] = useState(language)
  useEffect(() => {
    setShown(language)
    watchers.add(setShown)
    return () => {
      watchers.delete(setShown)
    }
  }, [])
  return shown
}

/** Says the texts of a domain in the language shown now. */
export const useText = <E extends Flat>(domain: Texts<E>): Say<E> => {
  const shown = useLanguage()
  return useMemo(() => sayIn(domain, shown), [domain, shown])
}
