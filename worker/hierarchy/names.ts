import sanscript from '@indic-transliteration/sanscript'

const DEVANAGARI = /[\u0900-\u097f]/

/** How Hindi is written with Latin letters in India, where that is not IAST without its marks; in this order. */
const CUSTOM: readonly (readonly [RegExp, string])[] = [
  [/jñ/g, 'gy'],
  [/[śṣ]/g, 'sh'],
  [/ch/g, 'chh'],
  [/c(?!h)/g, 'ch'],
  [/[ṛṝ]/g, 'ri'],
  [/ṃh/g, 'ngh'],
  [/[ṃṁ](?=[pbm])/g, 'm'],
  [/[ṃṁ~]/g, 'n'],
  [/ḥ/g, ''],
  [/(?<=[āeiī])(?<!śi|shi)va(?=[rln][āī])/g, 'o'],
]

/** ड़ and ढ़ are written r, other dotted letters like those without a dot. */
const undotted = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[डढ]\u093c/g, 'र')
    .replaceAll('\u093c', '')

/** A name as Latin letters without marks: Devanagari as it is commonly transliterated, other scripts as they are. */
function romanised(text: string): string {
  const latin = DEVANAGARI.test(text)
    ? CUSTOM.reduce(
        (name, [from, to]) => name.replace(from, to),
        sanscript.t(undotted(text), 'devanagari', 'iast').normalize('NFC'),
      )
    : text
  return latin.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/**
 * Spellings that are heard, or written, alike, in this order: Rewa and Riva, Laxmi and Lakshmi, Khategaon and खातेगांव,
 * Ramgarh and रामगढ, Deori and देवरी.
 */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/w/g, 'v'],
  [/x/g, 'ks'],
  [/z/g, 'j'],
  [/q|ck/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c(?!h)/g, 'k'],
  [/ph/g, 'f'],
  [/ch/g, 'c'],
  [/(?<=.)h/g, ''],
  [/[nm]va?$/, 'n'],
  [/(?<=.{3})gada?$/, 'gar'],
  [/b/g, 'v'],
]

const undoubled = (sound: string) => sound.replace(/(.)\1+/g, '$1')

const heardAs = (word: string) =>
  undoubled(
    ALIKE.reduce((latin, [from, to]) => latin.replace(from, to), romanised(word))
      .replace(/^[aeiouy]/, 'A')
      .replace(/[aeiouy]/g, '')
      .toLowerCase(),
  )

/** Words that were heard before, and how: a table of people has few names, and hearing one costs more than all else. */
const heard = new Map<string, string>()
const HEARD_MAX = 4000

/** A word's consonants as they are heard, with an `a` for a vowel in front; what is doubled counts once. */
function skeleton(word: string): string {
  const known = heard.get(word)
  if (known !== undefined) return known
  const sound = heardAs(word)
  if (heard.size >= HEARD_MAX) heard.clear()
  heard.set(word, sound)
  return sound
}

/** How words sound together, the same in either script; empty for single letters and whatever has a digit. */
function soundOf(words: readonly string[]): string {
  if (words.some((word) => /\p{N}/u.test(word))) return ''
  const sounds = words.map(skeleton)
  const sound = undoubled(sounds.map((one, index) => (index > 0 ? one.replace(/^a/, '') : one)).join(''))
  return sound.length > 1 ? `z${sound}` : ''
}

/** Words of a text, without punctuation; empty ones dropped. */
const wordsOf = (text: string) =>
  text
    .normalize('NFC')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)

/**
 * What a unit or a person is found by: every name as written, how its words sound, and how the whole sounds, so that
 * अशोक नगर, अशोकनगर, Ashok Nagar and Ashoknagar find one another.
 */
export function searchText(names: readonly (string | null | undefined)[]): string {
  const found = new Set<string>()
  for (const name of names) {
    const words = wordsOf(name ?? '')
    for (const word of words)
      for (const form of [word.toLowerCase(), soundOf([word])]) if (form) found.add(form)
    if (words.length > 1) found.add(soundOf(words))
  }
  return [...found].filter(Boolean).join(' ')
}

/** What stands in names beside the name itself: titles anywhere, and second names that are often left out, by sound. */
const TITLES = new Set(['shri', 'shree', 'smt', 'shrimati', 'dr', 'prof', 'adv', 'km', 'late', 'ji'])
const isTitle = (word: string) => TITLES.has(romanised(word).replace(/a$/, ''))
const OFTEN_LEFT_OUT = new Set(
  ['kumar', 'kumari', 'prasad', 'lal', 'chandra', 'singh', 'devi', 'bai', 'ram', 'bhai'].map(skeleton),
)

/**
 * How a person's name sounds as a whole, the same in either script and with or without titles and second names such as
 * Kumar; null for what has no sound. The first name that has a sound counts.
 */
export function soundKey(names: readonly (string | null | undefined)[]): string | null {
  for (const name of names) {
    const words = wordsOf(name ?? '').filter((word) => !isTitle(word))
    const kept = words.filter(
      (word, at) => at === 0 || at === words.length - 1 || !OFTEN_LEFT_OUT.has(skeleton(word)),
    )
    const sound = soundOf(kept)
    if (sound) return sound
  }
  return null
}

/**
 * What a unit is found by, in four lines: its English name, its Hindi name, its aliases, its code; so that a new name in
 * one language replaces the words of that language only.
 */
export const unitWords = (unit: {
  nameEn: string
  nameHi: string
  aliases: readonly string[]
  code: string
}) => [[unit.nameEn], [unit.nameHi], unit.aliases, [unit.code]].map((names) => searchText(names)).join('\n')

const quoted = (word: string) => `"${word}" *`

/** What somebody typed: each word as written and as it sounds, and how the whole sounds; empty for what has no sound. */
function heardIn(typed: string) {
  const words = wordsOf(typed).slice(0, 6)
  const each = words.map((word) => [word.toLowerCase(), soundOf([word])].filter(Boolean))
  return { each, whole: words.length > 1 ? soundOf(words) : '' }
}

/** The full-text question for what somebody typed, in either script; undefined when there is nothing to look for. */
export function searchQuery(typed: string): string | undefined {
  const { each, whole } = heardIn(typed)
  if (each.length === 0) return undefined
  const all = each
    .map((forms) => (forms.length > 1 ? `(${forms.map(quoted).join(' OR ')})` : forms.map(quoted).join('')))
    .join(' AND ')
  return whole ? `(${all}) OR ${quoted(whole)}` : all
}

/**
 * The same question without an index: in every group, a form with which some word of a text begins; and how the whole
 * sounds, empty for one word.
 */
export const searchForms = (typed: string): { each: readonly (readonly string[])[]; whole: string } =>
  heardIn(typed)

/** Consonants that are taken for one another. */
const TAKEN_FOR = ['dr', 'dt', 'nm', 'gk', 'pv', 'jg', 'sc', 'lr', 'ln', 'jy', 'kc', 'tc'].flatMap((pair) => [
  pair,
  [...pair].reverse().join(''),
])

/** How a word may have been meant: a sound too many, two changed about, one taken for another, or its end misheard. */
function meantBy(sound: string): string[] {
  const at = [...sound].slice(1)
  if (at.length < 3) return [quoted(sound)]
  const made = (change: (sounds: string[], place: number) => string[]) =>
    at.map((_, place) => `z${change([...at], place).join('')}`)
  const other = TAKEN_FOR.flatMap(([from = '', to = '']) =>
    made((sounds, place) => (sounds[place] === from ? sounds.with(place, to) : sounds)),
  )
  const fewer = made((sounds, place) => sounds.toSpliced(place, 1))
  const turned = made((sounds, place) =>
    sounds.toSpliced(place, 2, ...sounds.slice(place, place + 2).reverse()),
  )
  const begun = at.length > 3 ? [sound.slice(0, 4)] : []
  const all = new Set([sound, ...fewer, ...turned, ...other, ...begun])
  // With two sounds, most names would begin.
  return [...all].map((one) => (one.length > 3 ? quoted(one) : `"${one}"`))
}

/** The full-text question for what somebody may have meant who typed what is not there. */
export function guessQuery(typed: string): string {
  const words = wordsOf(typed).slice(0, 6)
  const each = words.map((word) => {
    const sound = soundOf([word])
    return sound ? `(${meantBy(sound).join(' OR ')})` : quoted(word.toLowerCase())
  })
  return each.length > 0 ? each.join(' AND ') : '""'
}

const plain = (name: string) => wordsOf(name).join(' ').toLowerCase()

/** Whether two texts are one name: written alike, or sounding alike as a whole, in either script. */
export function sameName(one: string, other: string): boolean {
  const sound = soundOf(wordsOf(one))
  return plain(one) === plain(other) || (sound !== '' && sound === soundOf(wordsOf(other)))
}

/** The full-text question for units that may be what somebody wrote as a whole name. */
export function nameQuery(written: string): string {
  const words = wordsOf(written).map((word) => `"${word.toLowerCase()}"`)
  const sound = soundOf(wordsOf(written))
  const each = words.length > 0 ? `(${words.join(' AND ')})` : '""'
  return sound ? `${each} OR "${sound}"` : each
}
